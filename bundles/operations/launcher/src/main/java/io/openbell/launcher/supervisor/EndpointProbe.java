package io.openbell.launcher.supervisor;

import io.openbell.api.component.Health;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Asks a component's HTTP endpoint on loopback: 2xx is good, 503 with Retry-After is unavailable, all else is a failure. */
final class EndpointProbe {

    private static final Duration TIMEOUT = Duration.ofMillis(900);

    private EndpointProbe() {}

    static Health ask(URI endpoint) {
        return ask(endpoint, TIMEOUT);
    }

    /** The same, with that time to connect and as much to answer. */
    static Health ask(URI endpoint, Duration timeout) {
        int millis = (int) timeout.toMillis();
        try {
            HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(millis);
            connection.setReadTimeout(millis);
            try {
                int status = connection.getResponseCode();
                if (status / 100 == 2) {
                    return Health.ok("%s answers %d", endpoint, status);
                }
                return status == 503 && connection.getHeaderField("Retry-After") != null
                        ? Health.unavailable("%s answers 503, retry later", endpoint)
                        : Health.critical("%s answers %d", endpoint, status);
            } finally {
                connection.disconnect();
            }
        } catch (IOException unreachable) {
            return Health.critical("%s: %s", endpoint, String.valueOf(unreachable.getMessage()));
        }
    }
}
