package io.openbell.launcher.status;

import io.openbell.api.component.ConfigurationCheck;
import io.openbell.api.component.ConfigurationProblem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.bundle.Header;

/** A key leaves this machine over TLS only. */
@Header(name = ConfigurationCheck.HEADER, value = "${@class}")
public final class LauncherCheck implements ConfigurationCheck<LauncherConfiguration> {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** For the launcher. */
    public LauncherCheck() {}

    @Override
    public String pid() {
        return "openbell.launcher";
    }

    @Override
    public Class<LauncherConfiguration> type() {
        return LauncherConfiguration.class;
    }

    @Override
    public List<ConfigurationProblem> problems(LauncherConfiguration config) {
        String endpoint = config.openRouterEndpoint();
        return isAllowed(endpoint)
                ? List.of()
                : List.of(
                        new ConfigurationProblem(
                                "openRouterEndpoint",
                                endpoint.replaceFirst("//.*@", "//[redacted]@"),
                                "https://HOST/PATH without user and password, or http on this machine",
                                "correct it, or remove the line"));
    }

    private static boolean isAllowed(String endpoint) {
        try {
            URI uri = new URI(endpoint);
            boolean here = LOOPBACK.contains(String.valueOf(uri.getHost()));
            return uri.getHost() != null
                    && uri.getUserInfo() == null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && here);
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
