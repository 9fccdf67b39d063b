package io.openbell.arbitragescanner;

import io.openbell.api.component.ConfigurationCheck;
import io.openbell.api.component.ConfigurationProblem;
import java.util.ArrayList;
import java.util.List;
import org.osgi.annotation.bundle.Header;

/** Lists that cannot be read are told with their file before anything starts, and never reach a scanner that runs. */
@Header(name = ConfigurationCheck.HEADER, value = "${@class}")
public final class ArbitrageScannerCheck implements ConfigurationCheck<ArbitrageScannerConfig> {

    /** For the launcher. */
    public ArbitrageScannerCheck() {}

    @Override
    public String pid() {
        return "openbell.arbitrage-scanner";
    }

    @Override
    public Class<ArbitrageScannerConfig> type() {
        return ArbitrageScannerConfig.class;
    }

    @Override
    public List<ConfigurationProblem> problems(ArbitrageScannerConfig config) {
        List<ConfigurationProblem> problems = new ArrayList<>();
        if (config.pairWarmUp() > config.pairWindow()) {
            problems.add(
                    new ConfigurationProblem(
                            "pairWarmUp",
                            String.valueOf(config.pairWarmUp()),
                            "at most pairWindow (" + config.pairWindow() + ")",
                            "lower pairWarmUp or raise pairWindow"));
            return problems;
        }
        for (WatchList.Unreadable bad : WatchList.unreadable(config)) {
            problems.add(
                    new ConfigurationProblem(
                            bad.key(),
                            bad.value(),
                            bad.allowed(),
                            "correct it (" + bad.why() + "), or leave it empty"));
        }
        return problems;
    }
}
