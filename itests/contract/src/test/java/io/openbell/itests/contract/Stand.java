package io.openbell.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.alpacaclient.AlpacaBroker;
import io.openbell.alpacaclient.AlpacaClient;
import io.openbell.alpacaclient.AlpacaMarketData;
import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.api.session.Credentials;
import io.openbell.api.session.SecretStore;
import io.openbell.api.session.TradingMode;
import io.openbell.simulator.ExchangeSettings;
import io.openbell.simulator.SimulatedExchange;
import io.openbell.simulator.market.SyntheticParameters;
import io.openbell.simulator.web.WireSettings;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.TrustManagerFactory;

/** A lively exchange and an impatient client at it. */
final class Stand implements AutoCloseable {

    static final Duration STALE_AFTER = Duration.ofMillis(1_200);
    static final Duration PING = Duration.ofMillis(400);
    private static final int TICKS_PER_SECOND = 20;

    final SimulatedExchange exchange;
    final Venue venue;
    final AlpacaMarketData feed;
    final AlpacaBroker broker;
    private final AlpacaClient client;

    Stand(Stage stage, Path folder, long seed) throws Exception {
        exchange =
                new SimulatedExchange(
                        settings(stage).withPartialFillPercent(20).withSynthetic(lively(seed)),
                        folder,
                        InstantSource.system());
        exchange.start();
        ExchangeEndpoint endpoint = done(exchange.endpoint());
        venue = new Venue(endpoint);
        client =
                AlpacaClient.of(
                        TradingMode.PAPER,
                        new NoSecrets(),
                        InstantSource.system(),
                        impatient(stage),
                        new Random(seed),
                        stage.tls() ? trust(folder) : null);
        client.bindExchange(stage.tls() ? secure(endpoint) : endpoint);
        feed = new AlpacaMarketData(client);
        broker = new AlpacaBroker(client);
    }

    private static ExchangeSettings settings(Stage stage) {
        ExchangeSettings usual = ExchangeSettings.onAnyPort();
        return stage.tls() ? usual.withWire(WireSettings.OPEN.withTlsPort(0)) : usual;
    }

    private static ExchangeEndpoint secure(ExchangeEndpoint plain) {
        URI rest = Objects.requireNonNull(plain.secureRest());
        String streams = "wss://" + rest.getAuthority();
        return new ExchangeEndpoint(
                rest,
                URI.create(streams + "/stream"),
                URI.create(streams + "/v2/iex"),
                plain.keyId(),
                plain.secret());
    }

    /** The certificate that the exchange has made for itself, and no other. */
    private static TrustManagerFactory trust(Path folder) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        try (InputStream pem = Files.newInputStream(folder.resolve("tls/certificate.pem"))) {
            store.setCertificateEntry(
                    "exchange", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }

    private static SyntheticParameters lively(long seed) {
        SyntheticParameters usual = SyntheticParameters.DEFAULTS;
        return new SyntheticParameters(
                seed,
                TICKS_PER_SECOND,
                usual.tradesPerQuotePercent(),
                usual.volatilityPercentPerYear(),
                usual.marketSharePercent(),
                usual.sectorSharePercent(),
                usual.pairSpreadBps(),
                usual.pairHalfLifeSeconds(),
                usual.quoteSpreadBps(),
                usual.meanTradeShares(),
                usual.volumeShapePercent(),
                usual.historyDays());
    }

    private static ClientSettings impatient(Stage stage) {
        return new ClientSettings(
                new ClientSettings.Feeds("iex", "indicative", stage.msgpack()),
                Duration.ofMillis(1_000),
                100_000,
                2,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(300),
                Duration.ofMillis(800),
                STALE_AFTER,
                PING,
                1024 * 1024,
                Optional.empty());
    }

    /** No keys of Alpaca, so that the exchange is used. */
    private record NoSecrets() implements SecretStore {

        @Override
        public Optional<Credentials> alpaca(TradingMode mode) {
            return Optional.empty();
        }

        @Override
        public String redact(String text) {
            return text;
        }
    }

    static <T> T done(CompletableFuture<T> future) {
        assertThat(future).succeedsWithin(Rounds.PATIENCE);
        return future.join();
    }

    @Override
    public void close() throws Exception {
        feed.close();
        broker.close();
        client.close();
        exchange.close();
    }
}
