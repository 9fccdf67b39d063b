package io.openbell.itests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a running system has, counted by name: bundles, services, configurations, threads, sockets. What comes and goes with
 * the shell that asks is left out.
 */
final class Leftovers {

    private static final Pattern SERVICE = Pattern.compile("(?m)^(\\S+) \\((\\d+)\\)\\s*$");
    private static final Pattern CONFIGURATION = Pattern.compile("(?m)^Pid:\\s+(\\S+)");

    private final Distribution openbell;
    private final RunningProcess process;
    private final Map<String, Integer> before;

    /** Everything that is there now belongs there. */
    Leftovers(Distribution openbell, RunningProcess process) {
        this.openbell = openbell;
        this.process = process;
        this.before = counted();
    }

    /** What there is more of than then, each with how many there were and are; and classes of those packages. */
    List<String> found(List<String> packages) {
        List<String> more = new ArrayList<>();
        counted()
                .forEach(
                        (what, count) -> {
                            int earlier = before.getOrDefault(what, 0);
                            if (count > earlier) {
                                more.add(what + ": " + earlier + ", now " + count);
                            }
                        });
        for (String name : packages) {
            process.classesOf(name).forEach(loaded -> more.add("class " + loaded));
        }
        return more;
    }

    private Map<String, Integer> counted() {
        Map<String, Integer> found = new TreeMap<>(process.belongings());
        bundles().forEach(bundle -> found.merge("bundle " + bundle, 1, Integer::sum));
        Matcher service = SERVICE.matcher(openbell.shell("service:list -n"));
        while (service.find()) {
            found.put("service " + service.group(1), Integer.valueOf(service.group(2)));
        }
        Matcher configuration = CONFIGURATION.matcher(openbell.shell("config:list"));
        while (configuration.find()) {
            found.merge("configuration " + configuration.group(1), 1, Integer::sum);
        }
        return found;
    }

    /** Symbolic names and versions. */
    private List<String> bundles() {
        return openbell.shell("bundle:list -s -t 0 --no-format")
                .lines()
                .map(line -> line.replaceAll("^\\s*\\d+\\s+", ""))
                .toList();
    }
}
