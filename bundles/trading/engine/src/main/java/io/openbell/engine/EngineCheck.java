package io.openbell.engine;

import io.openbell.api.component.ConfigurationCheck;
import io.openbell.api.component.ConfigurationProblem;
import java.util.ArrayList;
import java.util.List;
import org.osgi.annotation.bundle.Header;

/** A call must be late before it is too late, and recordings need room for more than one file. */
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
        List<ConfigurationProblem> problems = new ArrayList<>();
        if (config.stallMillis() <= config.callbackBudgetMillis()) {
            problems.add(
                    new ConfigurationProblem(
                            "stallMillis",
                            String.valueOf(config.stallMillis()),
                            "more than callbackBudgetMillis ("
                                    + config.callbackBudgetMillis()
                                    + ")",
                            "raise stallMillis or lower callbackBudgetMillis"));
        }
        if (config.recordingMegabytes() < 2 * config.recordingFileMegabytes()) {
            problems.add(
                    new ConfigurationProblem(
                            "recordingMegabytes",
                            String.valueOf(config.recordingMegabytes()),
                            "at least twice recordingFileMegabytes ("
                                    + config.recordingFileMegabytes()
                                    + ")",
                            "raise recordingMegabytes or lower recordingFileMegabytes"));
        }
        return problems;
    }
}
