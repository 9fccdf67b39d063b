package io.openbell.launcher.supervisor;

import io.openbell.api.component.Health;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a component's HTTP endpoint on loopback: 2xx is good, 503 with Retry-After is unavailable, all else is a failure. */
final class EndpointProbe {

    private static final int TIMEOUT_MILLIS = 900;

    private EndpointProbe() {}

    static Health ask(URI endpoint) {
        try {
            HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
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
