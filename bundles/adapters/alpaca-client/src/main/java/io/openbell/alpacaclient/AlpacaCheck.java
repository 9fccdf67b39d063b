package io.openbell.alpacaclient;

import io.openbell.api.component.ConfigurationCheck;
import io.openbell.api.component.ConfigurationProblem;
import java.util.List;
import org.osgi.annotation.bundle.Header;

/** The longest pause is not the shorter one. */
@Header(name = ConfigurationCheck.HEADER, value = "${@class}")
public final class AlpacaCheck implements ConfigurationCheck<AlpacaConfig> {

    /** For the launcher. */
    public AlpacaCheck() {}

    @Override
    public String pid() {
        return "openbell.alpaca-client";
    }

    @Override
    public Class<AlpacaConfig> type() {
        return AlpacaConfig.class;
    }

    @Override
    public List<ConfigurationProblem> problems(AlpacaConfig config) {
        return config.reconnectMaxMillis() >= config.reconnectMinMillis()
                ? List.of()
                : List.of(
                        new ConfigurationProblem(
                                "reconnectMaxMillis",
                                String.valueOf(config.reconnectMaxMillis()),
                                "at least reconnectMinMillis (" + config.reconnectMinMillis() + ")",
                                "raise reconnectMaxMillis or lower reconnectMinMillis"));
    }
}
