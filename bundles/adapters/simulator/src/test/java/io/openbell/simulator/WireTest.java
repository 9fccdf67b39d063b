package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.simulator.web.Keys;
import io.openbell.simulator.web.WireSettings;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What HTTP clients rely on besides the bodies. */
class WireTest {

    private static final Keys KEYS = new Keys("PKOTHER", "other secret");

    @TempDir Path folder;

    private SimulatedExchange exchange;
    private ExchangeEndpoint endpoint;
    private Client client;

    @BeforeEach
    void open() throws Exception {
        exchange =
                new SimulatedExchange(
                        ExchangeSettings.onAnyPort().withWire(new WireSettings(0, KEYS, 3, 2)),
                        folder,
                        InstantSource.system());
        exchange.start();
        endpoint = exchange.endpoint().get(60, TimeUnit.SECONDS);
        client = new Client(endpoint);
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.http().send(client.request(path).GET().build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("absent");
    }

    @Test
    void shouldCountRequestsPerMinuteAndSaySo() throws Exception {
        HttpResponse<String> first = get("/v2/account");
        assertThat(header(first, "X-RateLimit-Limit")).isEqualTo("3");
        assertThat(header(first, "X-RateLimit-Remaining")).isEqualTo("2");
        assertThat(Long.parseLong(header(first, "X-RateLimit-Reset")))
                .isBetween(Instant.now().getEpochSecond(), Instant.now().getEpochSecond() + 60);
        get("/v2/orders");
        get("/v2/clock");

        HttpResponse<String> fourth = get("/v2/account");
        assertThat(fourth.statusCode()).isEqualTo(429);
        assertThat(fourth.body()).contains("42910000").contains("rate limit exceeded");
        assertThat(header(fourth, "X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(client.order().status()).as("not accepted either").isEqualTo(429);
        // Market data has a budget of its own, and the control endpoint none.
        assertThat(get("/v2/stocks/quotes/latest?symbols=AAPL").statusCode()).isEqualTo(200);
        assertThat(client.get("/openbell/control/ledger").body().path("orders")).isEmpty();
    }

    @Test
    void shouldAcceptTheKeysOfItsConfigurationOnly() throws Exception {
        HttpResponse<String> old =
                client.http()
                        .send(
                                client.request("/v2/account")
                                        .setHeader("APCA-API-KEY-ID", "PKSIMULATOR")
                                        .setHeader("APCA-API-SECRET-KEY", "simulator")
                                        .build(),
                                BodyHandlers.ofString());

        assertThat(old.statusCode()).isEqualTo(401);
        assertThat(old.body())
                .isEqualTo("{\"code\":40110000,\"message\":\"request is not authorized\"}");
        assertThat(get("/v2/account").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSayTypeAndIdOfAnAnswerAndCompressItOnRequest() throws Exception {
        HttpResponse<InputStream> packed =
                client.http()
                        .send(
                                client.request("/v2/assets")
                                        .header("Accept-Encoding", "gzip, deflate")
                                        .build(),
                                BodyHandlers.ofInputStream());

        assertThat(header(packed, "Content-Type")).isEqualTo("application/json; charset=UTF-8");
        assertThat(header(packed, "X-Request-ID")).hasSize(32);
        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        try (InputStream json = new GZIPInputStream(packed.body())) {
            assertThat(Client.JSON.readTree(json).size()).isPositive();
        }
        assertThat(header(get("/v2/assets"), "Content-Encoding")).isEqualTo("absent");
    }

    @Test
    void shouldAnswerHeadWithoutABodyAndRefuseHugeOnes() throws Exception {
        HttpResponse<String> head =
                client.http()
                        .send(
                                client.request("/v2/clock")
                                        .method("HEAD", BodyPublishers.noBody())
                                        .build(),
                                BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();

        String huge = "{\"symbol\":\"" + "A".repeat(100_000) + "\"}";
        assertThat(client.post("/v2/orders", huge).status()).isEqualTo(413);
        assertThat(client.get("/openbell/control/market").status()).isEqualTo(200);
    }

    @Test
    void shouldReadARequestForAThousandSymbols() {
        String symbols = "AAPL" + "%2CAAPL261218C00230000".repeat(999);

        assertThat(client.get("/v2/orders?status=all&symbols=" + symbols).status()).isEqualTo(200);
    }

    @Test
    void shouldSpeakTlsToThoseWhoTrustItsCertificate() throws Exception {
        HttpClient trusting = HttpClient.newBuilder().sslContext(trusting()).build();
        ExchangeEndpoint secure =
                new ExchangeEndpoint(
                        secureRest(),
                        streamOverTls("/stream"),
                        streamOverTls("/v2/iex"),
                        KEYS.keyId(),
                        KEYS.secret());
        Client overTls = new Client(secure, trusting);

        assertThat(overTls.get("/v2/clock").status()).isEqualTo(200);
        overTls.subscriber("\"quotes\":[\"AAPL\"]")
                .await(message -> message.path("T").asText().equals("q"));
        overTls.listener();

        // Whoever has not been told to trust it does not.
        assertThatThrownBy(
                        () ->
                                HttpClient.newHttpClient()
                                        .send(
                                                new Client(secure).request("/v2/clock").build(),
                                                BodyHandlers.ofString()))
                .isInstanceOf(SSLHandshakeException.class);
    }

    private URI secureRest() {
        return Objects.requireNonNull(endpoint.secureRest());
    }

    private URI streamOverTls(String path) {
        return URI.create(secureRest().toString().replace("https", "wss") + path);
    }

    private SSLContext trusting() throws Exception {
        byte[] pem = Files.readAllBytes(folder.resolve("tls/certificate.pem"));
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "exchange",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem)));
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
