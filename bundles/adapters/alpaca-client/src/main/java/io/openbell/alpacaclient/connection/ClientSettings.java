package io.openbell.alpacaclient.connection;

import java.time.Duration;
import java.util.Optional;

/**
 * The configuration, parsed once.
 *
 * @param feeds             which of Alpaca's feeds, and in which form
 * @param requestTimeout    total time of one request
 * @param requestsPerMinute in any 60 seconds, per host
 * @param connections       per host, 1 to 4
 * @param reconnectMin      shortest pause before a reconnect
 * @param reconnectMax      longest pause before a reconnect
 * @param refusedRetry      pause after the venue has refused our credentials or plan
 * @param silentAfter       silence after which the subscription must be confirmed
 * @param staleAfter        silence of data in an open market after which the stream is connected again
 * @param pingInterval      between pings on a quiet stream
 * @param maxAnswerBytes    longest answer or message that is read
 * @param proxy             HTTP proxy to everything that is not on this machine
 */
public record ClientSettings(
        Feeds feeds,
        Duration requestTimeout,
        int requestsPerMinute,
        int connections,
        Duration reconnectMin,
        Duration reconnectMax,
        Duration refusedRetry,
        Duration silentAfter,
        Duration staleAfter,
        Duration pingInterval,
        int maxAnswerBytes,
        Optional<HostAndPort> proxy) {

    private static final Duration REFUSED_RETRY = Duration.ofMinutes(5);
    private static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;

    /**
     * Alpaca's feeds.
     *
     * @param stocks  {@code iex} or {@code sip}
     * @param options {@code indicative} or {@code opra}
     * @param msgpack MessagePack on the market data streams instead of JSON
     */
    public record Feeds(String stocks, String options, boolean msgpack) {

        /** Refuses what Alpaca does not have. */
        public Feeds {
            if (!stocks.equals("iex") && !stocks.equals("sip")) {
                throw new IllegalArgumentException("feed must be iex or sip, was '" + stocks + "'");
            }
            if (!options.equals("indicative") && !options.equals("opra")) {
                throw new IllegalArgumentException(
                        "optionsFeed must be indicative or opra, was '" + options + "'");
            }
        }
    }

    /** Refuses what contradicts itself. */
    public ClientSettings {
        if (connections < 1 || connections > 4) {
            throw new IllegalArgumentException("connections must be 1 to 4, was " + connections);
        }
        if (reconnectMax.compareTo(reconnectMin) < 0) {
            throw new IllegalArgumentException(
                    "reconnectMaxMillis must be at least reconnectMinMillis ("
                            + reconnectMin.toMillis()
                            + "), was "
                            + reconnectMax.toMillis());
        }
    }

    /** The defaults of {@code openbell.alpaca-client.cfg}. */
    public static ClientSettings defaults() {
        return new ClientSettings(
                new Feeds("iex", "indicative", false),
                Duration.ofSeconds(10),
                180,
                3,
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                REFUSED_RETRY,
                Duration.ofSeconds(60),
                Duration.ofSeconds(300),
                Duration.ofSeconds(10),
                MAX_ANSWER_BYTES,
                Optional.empty());
    }

    /** The same with other feeds. */
    public ClientSettings with(Feeds other) {
        return new ClientSettings(
                other,
                requestTimeout,
                requestsPerMinute,
                connections,
                reconnectMin,
                reconnectMax,
                refusedRetry,
                silentAfter,
                staleAfter,
                pingInterval,
                maxAnswerBytes,
                proxy);
    }
}
