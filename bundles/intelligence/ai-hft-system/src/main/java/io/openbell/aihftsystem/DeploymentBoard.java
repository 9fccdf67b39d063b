package io.openbell.aihftsystem;

import io.openbell.aihftsystem.DeployRecord.Entry;
import io.openbell.api.view.StrategyDeployment;
import io.openbell.api.view.StrategyDeployment.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What people see of deployments. Written on the loader's thread, read on any. */
final class DeploymentBoard {

    private final Supplier<Instant> clock;
    private final Map<String, StrategyDeployment> lines = new LinkedHashMap<>();
    private final Map<String, StrategyDeployment> unreadable = new TreeMap<>();
    private volatile List<StrategyDeployment> published = List.of();
    private long revision;

    DeploymentBoard(Supplier<Instant> clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.get();
    }

    /** Any thread: the latest change last. */
    List<StrategyDeployment> lines() {
        return published;
    }

    /** Versions that were refused and not followed by another of their bundle; for people. */
    List<String> refusals() {
        Map<String, StrategyDeployment> latest = new TreeMap<>();
        published.forEach(
                line -> latest.put(line.bundle().isEmpty() ? line.file() : line.bundle(), line));
        return latest.values().stream()
                .filter(line -> line.state() == State.REFUSED)
                .map(
                        line ->
                                (line.file()
                                                + (line.version().isEmpty()
                                                        ? ""
                                                        : " version " + line.version()))
                                        + " was refused: "
                                        + line.reason())
                .toList();
    }

    void restore(List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.state() == State.ACTIVE) {
                demote(entry.bundle());
            }
            put(entry, List.of());
        }
    }

    void put(Entry entry, List<String> warnings) {
        String key = entry.bundle() + " " + entry.sha256();
        lines.remove(key);
        lines.put(
                key,
                new StrategyDeployment(
                        entry.bundle(),
                        entry.version(),
                        entry.sha256(),
                        entry.file(),
                        entry.strategies(),
                        entry.state(),
                        entry.reason(),
                        warnings,
                        entry.at(),
                        ++revision));
        publish();
    }

    /** Another version has its place. */
    void previous(StrategyJar jar) {
        demote(jar.bundle());
        publish();
    }

    private void demote(String bundle) {
        lines.replaceAll(
                (key, line) ->
                        line.bundle().equals(bundle) && line.state() == State.ACTIVE
                                ? new StrategyDeployment(
                                        line.bundle(),
                                        line.version(),
                                        line.sha256(),
                                        line.file(),
                                        line.strategies(),
                                        State.PREVIOUS,
                                        "",
                                        line.warnings(),
                                        line.at(),
                                        line.revision())
                                : line);
    }

    /** Something that is no strategy bundle, or a wish that cannot be granted. */
    void unreadable(String file, String reason) {
        unreadable.put(
                file,
                new StrategyDeployment(
                        "",
                        "",
                        "",
                        file,
                        List.of(),
                        State.REFUSED,
                        reason,
                        List.of(),
                        now(),
                        ++revision));
        publish();
    }

    void forgetUnreadable(String file) {
        if (unreadable.remove(file) != null) {
            publish();
        }
    }

    private void publish() {
        List<StrategyDeployment> all = new ArrayList<>();
        Stream.concat(lines.values().stream(), unreadable.values().stream()).forEach(all::add);
        published = List.copyOf(all);
    }
}
