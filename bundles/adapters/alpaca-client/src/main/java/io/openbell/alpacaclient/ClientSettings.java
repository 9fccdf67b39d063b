package io.openbell.alpacaclient;

import java.time.Duration;

/**
 * The configuration, parsed once.
 *
 * @param feed              {@code iex} or {@code sip}
 * @param requestTimeout    total time of one request
 * @param requestsPerMinute in any 60 seconds
 * @param connections       per host, 1 to 4
 * @param reconnectMin      shortest pause before a reconnect
 * @param reconnectMax      longest pause before a reconnect
 * @param refusedRetry      pause after the venue has refused our credentials or plan
 * @param silentAfter       silence after which the subscription must be confirmed
 * @param pingInterval      between pings on a quiet stream
 * @param maxAnswerBytes    longest answer or message that is read
 */
public record ClientSettings(
        String feed,
        Duration requestTimeout,
        int requestsPerMinute,
        int connections,
        Duration reconnectMin,
        Duration reconnectMax,
        Duration refusedRetry,
        Duration silentAfter,
        Duration pingInterval,
        int maxAnswerBytes) {

    private static final Duration REFUSED_RETRY = Duration.ofMinutes(5);
    private static final int MAX_ANSWER_BYTES = 8 * 1024 * 1024;

    /** Refuses what contradicts itself. */
    public ClientSettings {
        if (!feed.equals("iex") && !feed.equals("sip")) {
            throw new IllegalArgumentException("feed must be iex or sip, was '" + feed + "'");
        }
        if (connections < 1 || connections > 4) {
            throw new IllegalArgumentException("connections must be 1 to 4, was " + connections);
        }
    }

    /** The defaults of {@code openbell.alpaca-client.cfg}. */
    public static ClientSettings defaults() {
        return new ClientSettings(
                "iex",
                Duration.ofSeconds(10),
                180,
                3,
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                REFUSED_RETRY,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                MAX_ANSWER_BYTES);
    }

    static ClientSettings from(AlpacaConfig config) {
        new AlpacaCheck().require(config);
        return new ClientSettings(
                config.feed(),
                Duration.ofMillis(config.requestTimeoutMillis()),
                config.requestsPerMinute(),
                config.connections(),
                Duration.ofMillis(config.reconnectMinMillis()),
                Duration.ofMillis(config.reconnectMaxMillis()),
                REFUSED_RETRY,
                Duration.ofSeconds(config.silentAfterSeconds()),
                Duration.ofSeconds(config.pingSeconds()),
                MAX_ANSWER_BYTES);
    }
}
