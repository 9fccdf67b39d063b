package io.openbell.launcher.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What all files together may hold: one {@link Schema} a PID. Immutable. */
public final class Schemas {

    private final Map<String, Schema> byPid;
    private final Set<String> shipped;
    private final UnaryOperator<String> redact;

    /**
     * Of these.
     *
     * @param shipped PIDs whose files we ship; without a schema their component is not installed, and they are not checked
     * @param redact  takes secrets out of what people read
     */
    Schemas(Map<String, Schema> byPid, Set<String> shipped, UnaryOperator<String> redact) {
        this.byPid = new TreeMap<>(byPid);
        this.shipped = Set.copyOf(shipped);
        this.redact = redact;
    }

    /** The file configures something that is installed. */
    public boolean knows(ConfigurationFile file) {
        return byPid.containsKey(file.pid());
    }

    /** Everything that is wrong with a file; secrets redacted. */
    public List<Problem> problems(ConfigurationFile file) {
        List<Problem> problems = new ArrayList<>();
        file.problems().forEach(problem -> problems.add(redacted(problem)));
        file.values().forEach((key, value) -> checkForSecrets(file, key, value, problems));
        Schema schema = byPid.get(file.pid());
        if (schema != null) {
            for (String text : schema.problems(file.values())) {
                problems.add(redacted(new Problem(file.name(), text)));
            }
        } else if (!shipped.contains(file.pid()) && !isStrategy(file)) {
            problems.add(unknown(file));
        }
        return problems;
    }

    /** A strategy may be installed later; its file is no error before. */
    private static boolean isStrategy(ConfigurationFile file) {
        return file.pid().startsWith(InstalledSchemas.STRATEGY_PREFIX);
    }

    private Problem unknown(ConfigurationFile file) {
        Set<String> known = new TreeSet<>(byPid.keySet());
        known.addAll(shipped);
        return new Problem(
                file.name(),
                "configures nothing that is installed or shipped"
                        + Spelling.nearest(file.pid(), known)
                                .map(
                                        near ->
                                                "; did you mean "
                                                        + near
                                                        + ConfigurationFile.SUFFIX
                                                        + "?")
                                .orElse("; remove it, or install what it is for"));
    }

    private void checkForSecrets(
            ConfigurationFile file, String key, String value, List<Problem> problems) {
        if (!redact.apply(value).equals(value)) {
            problems.add(
                    new Problem(
                            file.name(),
                            key
                                    + " = [redacted]: a credential stands in a configuration file;"
                                    + " remove it, credentials are given in the environment only"));
        }
    }

    private Problem redacted(Problem problem) {
        return new Problem(problem.file(), redact.apply(problem.text()));
    }
}
