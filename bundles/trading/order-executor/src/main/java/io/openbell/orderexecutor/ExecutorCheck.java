package io.openbell.orderexecutor;

import io.openbell.api.component.ConfigurationCheck;
import io.openbell.api.component.ConfigurationProblem;
import java.util.List;
import org.osgi.annotation.bundle.Header;

/** A comparison must not be too old before the next one is due: no order would ever pass. */
@Header(name = ConfigurationCheck.HEADER, value = "${@class}")
public final class ExecutorCheck implements ConfigurationCheck<ExecutorConfig> {

    /** For the launcher. */
    public ExecutorCheck() {}

    @Override
    public String pid() {
        return "openbell.order-executor";
    }

    @Override
    public Class<ExecutorConfig> type() {
        return ExecutorConfig.class;
    }

    @Override
    public List<ConfigurationProblem> problems(ExecutorConfig config) {
        return config.maxComparisonAgeSeconds() > config.openOrdersPollSeconds()
                ? List.of()
                : List.of(
                        new ConfigurationProblem(
                                "maxComparisonAgeSeconds",
                                String.valueOf(config.maxComparisonAgeSeconds()),
                                "more than openOrdersPollSeconds ("
                                        + config.openOrdersPollSeconds()
                                        + "), or no order would ever pass",
                                "raise maxComparisonAgeSeconds or lower openOrdersPollSeconds"));
    }
}
