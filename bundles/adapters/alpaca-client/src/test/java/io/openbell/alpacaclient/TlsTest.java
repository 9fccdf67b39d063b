package io.openbell.alpacaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.HttpMethod;
import io.openbell.alpacaclient.RestRequest.Lane;
import io.openbell.api.session.Credentials;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static KeyStore keys;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "venue",
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost,dns:venue.test",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                "changeit")
                        .redirectErrorStream(true)
                        .start();
        assertThat(keytool.waitFor(20, TimeUnit.SECONDS)).isTrue();
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
    }

    private static FakeHttp venue() throws Exception {
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        FakeHttp venue =
                new FakeHttp(
                        context.getServerSocketFactory()
                                .createServerSocket(0, 5, InetAddress.getLoopbackAddress()));
        venue.script((request, wire) -> wire.json(200, "{\"ok\":true}"));
        return venue;
    }

    private static RestResponse ask(String host, @Nullable TrustManagerFactory trust)
            throws Exception {
        try (FakeHttp venue = venue()) {
            return ask(host + ":" + venue.port(), trust, Rig.settings(5_000));
        }
    }

    private static RestResponse ask(
            String authority, @Nullable TrustManagerFactory trust, ClientSettings settings)
            throws Exception {
        try (Dialer dialer = new Dialer(settings, trust);
                RestClient client = new RestClient(dialer, settings)) {
            return client.await(
                    new RestRequest(
                            HttpMethod.GET,
                            URI.create("https://" + authority),
                            "/v2/account",
                            null,
                            new Credentials("k", "s"),
                            Lane.ACCOUNT,
                            Duration.ofSeconds(5)));
        }
    }

    private static TrustManagerFactory trustInTheVenue() throws Exception {
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        return trust;
    }

    @Test
    void shouldTalkToACertifiedHost() throws Exception {
        assertThat(ask("localhost", trustInTheVenue()).status()).isEqualTo(200);
    }

    @Test
    void shouldSendNothingToAHostWithAnUnknownCertificate() {
        assertThatThrownBy(() -> ask("localhost", null))
                .isInstanceOfSatisfying(
                        RestFailure.class, failure -> assertThat(failure.isSent()).isFalse())
                .hasMessageContaining("no connection");
    }

    @Test
    void shouldSendNothingToAHostWithTheCertificateOfAnother() {
        assertThatThrownBy(() -> ask("127.0.0.1", trustInTheVenue()))
                .isInstanceOfSatisfying(
                        RestFailure.class, failure -> assertThat(failure.isSent()).isFalse())
                .hasMessageContaining("no connection");
    }

    @Test
    void shouldVerifyTheVenueBehindAProxy() throws Exception {
        try (FakeHttp venue = venue();
                FakeProxy proxy = new FakeProxy(venue.port(), "HTTP/1.1 200 fine\r\n\r\n")) {
            ClientSettings settings = Rig.settingsThrough(proxy.address());

            assertThat(ask("venue.test:443", trustInTheVenue(), settings).status()).isEqualTo(200);
            assertThat(proxy.asked()).startsWith("CONNECT venue.test:443 HTTP/1.1");
            assertThatThrownBy(() -> ask("other.test:443", trustInTheVenue(), settings))
                    .as("the certificate is another's")
                    .hasMessageContaining("no connection");
        }
    }

    @Test
    void shouldSendNothingWhenTheProxyRefuses() throws Exception {
        try (FakeHttp venue = venue();
                FakeProxy proxy =
                        new FakeProxy(venue.port(), "HTTP/1.1 407 who are you?\r\n\r\n")) {
            assertThatThrownBy(
                            () ->
                                    ask(
                                            "venue.test:443",
                                            trustInTheVenue(),
                                            Rig.settingsThrough(proxy.address())))
                    .isInstanceOfSatisfying(
                            RestFailure.class, failure -> assertThat(failure.isSent()).isFalse())
                    .hasMessageContaining("the proxy says: HTTP/1.1 407");
            assertThat(venue.requests()).isEmpty();
        }
    }
}
