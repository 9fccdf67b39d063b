package io.openbell.alpacaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.HttpMethod;
import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.alpacaclient.connection.Dialer;
import io.openbell.alpacaclient.rest.RestClient;
import io.openbell.alpacaclient.rest.RestFailure;
import io.openbell.alpacaclient.rest.RestRequest;
import io.openbell.alpacaclient.rest.RestRequest.Lane;
import io.openbell.alpacaclient.rest.RestResponse;
import io.openbell.api.session.Credentials;
import io.openbell.testkit.SelfSigned;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static SelfSigned certificate;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        certificate = SelfSigned.of(folder, "dns:localhost,dns:venue.test");
    }

    private static FakeHttp venue() throws Exception {
        FakeHttp venue =
                new FakeHttp(
                        certificate
                                .context()
                                .getServerSocketFactory()
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

    @Test
    void shouldTalkToACertifiedHost() throws Exception {
        assertThat(ask("localhost", certificate.trust()).status()).isEqualTo(200);
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
        assertThatThrownBy(() -> ask("127.0.0.1", certificate.trust()))
                .isInstanceOfSatisfying(
                        RestFailure.class, failure -> assertThat(failure.isSent()).isFalse())
                .hasMessageContaining("no connection");
    }

    @Test
    void shouldVerifyTheVenueBehindAProxy() throws Exception {
        try (FakeHttp venue = venue();
                FakeProxy proxy = new FakeProxy(venue.port(), "HTTP/1.1 200 fine\r\n\r\n")) {
            ClientSettings settings = Rig.settingsThrough(proxy.address());

            assertThat(ask("venue.test:443", certificate.trust(), settings).status())
                    .isEqualTo(200);
            assertThat(proxy.asked()).startsWith("CONNECT venue.test:443 HTTP/1.1");
            assertThatThrownBy(() -> ask("other.test:443", certificate.trust(), settings))
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
                                            certificate.trust(),
                                            Rig.settingsThrough(proxy.address())))
                    .isInstanceOfSatisfying(
                            RestFailure.class, failure -> assertThat(failure.isSent()).isFalse())
                    .hasMessageContaining("the proxy says: HTTP/1.1 407");
            assertThat(venue.requests()).isEmpty();
        }
    }
}
