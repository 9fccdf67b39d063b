package io.openbell.alpacaclient;

import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.alpacaclient.connection.HostAndPort;
import java.time.Duration;
import java.util.Optional;

/** The settings that a configuration states. */
final class ConfiguredSettings {

    private ConfiguredSettings() {}

    static ClientSettings of(AlpacaConfig config) {
        ClientSettings usual = ClientSettings.defaults();
        return new ClientSettings(
                new ClientSettings.Feeds(
                        config.feed(), config.optionsFeed(), msgpack(config.streamFormat())),
                Duration.ofMillis(config.requestTimeoutMillis()),
                config.requestsPerMinute(),
                config.connections(),
                Duration.ofMillis(config.reconnectMinMillis()),
                Duration.ofMillis(config.reconnectMaxMillis()),
                usual.refusedRetry(),
                Duration.ofSeconds(config.silentAfterSeconds()),
                Duration.ofSeconds(config.staleAfterSeconds()),
                Duration.ofSeconds(config.pingSeconds()),
                usual.maxAnswerBytes(),
                config.proxy().isBlank()
                        ? Optional.empty()
                        : Optional.of(HostAndPort.parse("proxy", config.proxy().trim())));
    }

    private static boolean msgpack(String streamFormat) {
        return switch (streamFormat) {
            case "json" -> false;
            case "msgpack" -> true;
            default ->
                    throw new IllegalArgumentException(
                            "streamFormat must be json or msgpack, was '" + streamFormat + "'");
        };
    }
}
