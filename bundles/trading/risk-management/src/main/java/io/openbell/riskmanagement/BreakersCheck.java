package io.openbell.riskmanagement;

import io.openbell.api.component.ConfigurationCheck;
import io.openbell.api.component.ConfigurationProblem;
import java.util.ArrayList;
import java.util.List;
import org.osgi.annotation.bundle.Header;

/** A figure that halts lies beyond the one that suspends. */
@Header(name = ConfigurationCheck.HEADER, value = "${@class}")
public final class BreakersCheck implements ConfigurationCheck<BreakerConfig> {

    /** For the launcher. */
    public BreakersCheck() {}

    @Override
    public String pid() {
        return BreakerSettings.PID;
    }

    @Override
    public Class<BreakerConfig> type() {
        return BreakerConfig.class;
    }

    @Override
    public List<ConfigurationProblem> problems(BreakerConfig config) {
        List<ConfigurationProblem> problems = new ArrayList<>();
        above(
                problems,
                "dailyLossHaltPercent",
                config.dailyLossHaltPercent(),
                "dailyLossReducePercent",
                config.dailyLossReducePercent());
        above(
                problems,
                "drawdownHaltPercent",
                config.drawdownHaltPercent(),
                "drawdownReducePercent",
                config.drawdownReducePercent());
        above(
                problems,
                "diskReduceMegabytes",
                config.diskReduceMegabytes(),
                "diskHaltMegabytes",
                config.diskHaltMegabytes());
        return problems;
    }

    private static void above(
            List<ConfigurationProblem> problems,
            String key,
            double value,
            String other,
            double otherValue) {
        // Written so that NaN is wrong, too.
        if (!(value > otherValue)) {
            problems.add(
                    new ConfigurationProblem(
                            key,
                            String.valueOf(value),
                            "above " + other + " = " + otherValue,
                            "raise " + key + " or lower " + other));
        }
    }
}
