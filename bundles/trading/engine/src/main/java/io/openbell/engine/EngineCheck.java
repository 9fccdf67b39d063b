package io.openbell.engine;

import io.openbell.api.component.ConfigurationCheck;
import io.openbell.api.component.ConfigurationProblem;
import java.util.List;
import org.osgi.annotation.bundle.Header;

/** A call must be late before it is too late. */
@Header(name = ConfigurationCheck.HEADER, value = "${@class}")
public final class EngineCheck implements ConfigurationCheck<EngineConfig> {

    /** For the launcher. */
    public EngineCheck() {}

    @Override
    public String pid() {
        return "openbell.engine";
    }

    @Override
    public Class<EngineConfig> type() {
        return EngineConfig.class;
    }

    @Override
    public List<ConfigurationProblem> problems(EngineConfig config) {
        return config.stallMillis() > config.callbackBudgetMillis()
                ? List.of()
                : List.of(
                        new ConfigurationProblem(
                                "stallMillis",
                                String.valueOf(config.stallMillis()),
                                "more than callbackBudgetMillis ("
                                        + config.callbackBudgetMillis()
                                        + ")",
                                "raise stallMillis or lower callbackBudgetMillis"));
    }
}
