package io.openbell.positionmanager;

import io.openbell.api.component.ConfigurationCheck;
import io.openbell.api.component.ConfigurationProblem;
import java.util.List;
import org.osgi.annotation.bundle.Header;

/** A comparison must not be too old before the next one is due: one that failed would deny orders at once. */
@Header(name = ConfigurationCheck.HEADER, value = "${@class}")
public final class PositionManagerCheck implements ConfigurationCheck<PositionManagerConfig> {

    /** For the launcher. */
    public PositionManagerCheck() {}

    @Override
    public String pid() {
        return "openbell.position-manager";
    }

    @Override
    public Class<PositionManagerConfig> type() {
        return PositionManagerConfig.class;
    }

    @Override
    public List<ConfigurationProblem> problems(PositionManagerConfig config) {
        return config.maxComparisonAgeSeconds() == 0
                        || config.maxComparisonAgeSeconds() > config.reconcileSeconds()
                ? List.of()
                : List.of(
                        new ConfigurationProblem(
                                "maxComparisonAgeSeconds",
                                String.valueOf(config.maxComparisonAgeSeconds()),
                                "0, or more than reconcileSeconds ("
                                        + config.reconcileSeconds()
                                        + ")",
                                "raise maxComparisonAgeSeconds or lower reconcileSeconds"));
    }
}
