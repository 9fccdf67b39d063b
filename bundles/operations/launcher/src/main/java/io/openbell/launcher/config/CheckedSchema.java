package io.openbell.launcher.config;

import io.openbell.api.component.ConfigurationCheck;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each key by itself; then, if all are good, what must hold between them. */
final class CheckedSchema implements Schema {

    private static final Logger LOG = LoggerFactory.getLogger(CheckedSchema.class);

    private final Schema keys;
    private final List<ConfigurationCheck<?>> checks;

    CheckedSchema(Schema keys, List<ConfigurationCheck<?>> checks) {
        this.keys = keys;
        this.checks = List.copyOf(checks);
    }

    @Override
    public List<String> problems(Map<String, String> values) {
        List<String> problems = keys.problems(values);
        return problems.isEmpty()
                ? checks.stream().flatMap(check -> ask(check, values).stream()).toList()
                : problems;
    }

    private static <C> List<String> ask(ConfigurationCheck<C> check, Map<String, String> values) {
        try {
            return check.problems(TypedConfiguration.of(check.type(), values)).stream()
                    .map(problem -> problem.toString())
                    .toList();
        } catch (RuntimeException | LinkageError failed) {
            LOG.error("check={} failed", check.getClass().getName(), failed);
            return List.of(
                    "cannot be checked: "
                            + check.getClass().getName()
                            + " failed with "
                            + failed
                            + "; this is an error of that class, not of the file: ask whoever wrote it, or"
                            + " go back to the shipped file");
        }
    }
}
