package io.openbell.launcher;

import io.openbell.api.broker.ExchangeEndpoint;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** {@code run/ports.properties}: which ports this process listens on. */
final class Ports {

    private Ports() {}

    /**
     * Writes what is known now.
     *
     * @param http zero while it is not served
     */
    static void write(HomeFolder home, int ssh, int http, @Nullable ExchangeEndpoint exchange)
            throws IOException {
        StringBuilder text = new StringBuilder("ssh=" + ssh + "\n");
        if (http != 0) {
            text.append("http=").append(http).append('\n');
        }
        if (exchange != null) {
            URI rest = exchange.rest();
            text.append("simulator=").append(rest.getPort()).append('\n');
            URI secure = exchange.secureRest();
            if (secure != null) {
                text.append("simulatorTls=").append(secure.getPort()).append('\n');
            }
        }
        home.write("ports.properties", text.toString());
    }
}
