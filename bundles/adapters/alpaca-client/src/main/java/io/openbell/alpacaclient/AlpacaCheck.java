package io.openbell.alpacaclient;

import io.openbell.alpacaclient.connection.HostAndPort;
import io.openbell.api.component.ConfigurationCheck;
import io.openbell.api.component.ConfigurationProblem;
import java.util.ArrayList;
import java.util.List;
import org.osgi.annotation.bundle.Header;

/** The longest pause is not the shorter one, and a proxy is a host and a port. */
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
        List<ConfigurationProblem> problems = new ArrayList<>();
        if (config.reconnectMaxMillis() < config.reconnectMinMillis()) {
            problems.add(
                    new ConfigurationProblem(
                            "reconnectMaxMillis",
                            String.valueOf(config.reconnectMaxMillis()),
                            "at least reconnectMinMillis (" + config.reconnectMinMillis() + ")",
                            "raise reconnectMaxMillis or lower reconnectMinMillis"));
        }
        String proxy = config.proxy().trim();
        if (!proxy.isEmpty() && HostAndPort.find(proxy).isEmpty()) {
            problems.add(
                    new ConfigurationProblem(
                            "proxy",
                            HostAndPort.redacted(proxy),
                            HostAndPort.ALLOWED,
                            "write host:port, or leave it empty"));
        }
        return problems;
    }
}
