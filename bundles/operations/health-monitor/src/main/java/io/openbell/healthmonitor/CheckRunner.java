package io.openbell.healthmonitor;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.execution.HealthCheckExecutionOptions;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.jspecify.annotations.Nullable;

/** Runs all checks of the tag {@code openbell}: through Felix's executor where there is one, else one after the other. */
final class CheckRunner {

    /** Tag of every check of ours. */
    static final String TAG = "openbell";

    private CheckRunner() {}

    /** What each check said, by name. */
    static Map<String, Transitions.Outcome> run(
            @Nullable HealthCheckExecutor executor, Map<String, HealthCheck> ours) {
        Map<String, Transitions.Outcome> outcomes = new LinkedHashMap<>();
        if (executor == null) {
            ours.forEach((name, check) -> outcomes.put(name, outcome(check.execute())));
            return outcomes;
        }
        for (HealthCheckExecutionResult result :
                executor.execute(
                        HealthCheckSelector.tags(TAG),
                        new HealthCheckExecutionOptions().setForceInstantExecution(true))) {
            outcomes.put(
                    result.getHealthCheckMetadata().getName(),
                    outcome(result.getHealthCheckResult()));
        }
        return outcomes;
    }

    private static Transitions.Outcome outcome(Result result) {
        StringBuilder text = new StringBuilder();
        for (ResultLog.Entry entry : result) {
            text.append(text.isEmpty() ? "" : "; ").append(entry.getMessage());
        }
        return new Transitions.Outcome(result.getStatus(), text.toString());
    }
}
