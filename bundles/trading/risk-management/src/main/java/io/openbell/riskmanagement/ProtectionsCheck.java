package io.openbell.riskmanagement;

import io.openbell.api.component.ConfigurationCheck;
import io.openbell.api.component.ConfigurationProblem;
import io.openbell.kernel.risk.CapitalShares;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.bundle.Header;

/** The texts among the keys, and the numbers that much hangs on. */
@Header(name = ConfigurationCheck.HEADER, value = "${@class}")
public final class ProtectionsCheck implements ConfigurationCheck<ProtectionConfig> {

    private static final Set<String> POLICIES = Set.of("off", "warn", "place");

    /** For the launcher. */
    public ProtectionsCheck() {}

    @Override
    public String pid() {
        return ProtectionSettings.PID;
    }

    @Override
    public Class<ProtectionConfig> type() {
        return ProtectionConfig.class;
    }

    @Override
    public List<ConfigurationProblem> problems(ProtectionConfig config) {
        List<ConfigurationProblem> problems = new ArrayList<>();
        if (!POLICIES.contains(config.protectiveStop().trim())) {
            problems.add(
                    new ConfigurationProblem(
                            "protectiveStop",
                            config.protectiveStop(),
                            "off, warn or place",
                            "set protectiveStop to one of them"));
        }
        if (!(config.protectiveStopPercent() >= 0.1 && config.protectiveStopPercent() <= 50)) {
            problems.add(
                    new ConfigurationProblem(
                            "protectiveStopPercent",
                            String.valueOf(config.protectiveStopPercent()),
                            "0.1 to 50",
                            "set protectiveStopPercent within that"));
        }
        try {
            CapitalShares.parse(config.capital());
        } catch (IllegalArgumentException unreadable) {
            problems.add(
                    new ConfigurationProblem(
                            "capital",
                            config.capital(),
                            "NAME: 0.01% to 1000%, or NAME: USD above 0, separated by commas",
                            "mend what cannot be read: " + unreadable.getMessage()));
        }
        return problems;
    }
}
