package io.openbell.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.openbell.alerts.Alert.Severity;
import io.openbell.alerts.MailSettings.Security;
import io.openbell.testkit.FakeMailServer;
import io.openbell.testkit.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** To servers that encrypt. The certificate is made for {@code localhost}, not for {@code 127.0.0.1}. */
class MailTlsTest {

    private static final Alert HALT =
            new Alert(
                    Severity.CRITICAL,
                    "halt",
                    "halted by ann",
                    "spreads look absurd",
                    Instant.parse("2025-01-15T14:30:00Z"));

    private static SSLContext certified;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        certified = SelfSigned.of(folder, "dns:localhost").context();
    }

    private static FakeMailServer server(Security security) throws IOException {
        return security == Security.TLS
                ? FakeMailServer.encrypted("ann canary-password", certified)
                : FakeMailServer.offeringEncryption("ann canary-password", certified);
    }

    private static MailChannel to(
            String host, int port, Security security, SSLSocketFactory trust) {
        return new MailChannel(
                new MailSettings(
                        host,
                        port,
                        security,
                        "ann",
                        "openbell@example.com",
                        List.of("ann@example.com")),
                () -> Optional.of("canary-password"),
                Duration.ofSeconds(5),
                trust);
    }

    private static int port(FakeMailServer server) {
        return Integer.parseInt(server.address().substring("127.0.0.1:".length()));
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void shouldHandInItsMessageToAServerThatProvesItsName(Security security) throws Exception {
        try (FakeMailServer server = server(security)) {
            to("localhost", port(server), security, certified.getSocketFactory()).send(HALT);

            assertThat(server.messages()).hasSize(1);
            assertThat(server.commands()).anyMatch(line -> line.startsWith("AUTH"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void shouldTellNothingToAServerWithTheCertificateOfAnother(Security security) throws Exception {
        try (FakeMailServer server = server(security)) {
            assertThatThrownBy(
                            () ->
                                    to(
                                                    "127.0.0.1",
                                                    port(server),
                                                    security,
                                                    certified.getSocketFactory())
                                            .send(HALT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + port(server));

            heardNothing(server);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void shouldTellNothingToAServerThatNobodyVouchesFor(Security security) throws Exception {
        try (FakeMailServer server = server(security)) {
            assertThatThrownBy(
                            () ->
                                    to(
                                                    "localhost",
                                                    port(server),
                                                    security,
                                                    (SSLSocketFactory)
                                                            SSLSocketFactory.getDefault())
                                            .send(HALT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("certification path");

            heardNothing(server);
        }
    }

    private static void heardNothing(FakeMailServer server) {
        assertThat(server.commands())
                .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void shouldNotWaitForAServerThatEncryptsNothingAndSaysNothing() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            MailChannel mail =
                    to(
                            "localhost",
                            mute.getLocalPort(),
                            Security.TLS,
                            certified.getSocketFactory());

            assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () ->
                            assertThatThrownBy(() -> mail.send(HALT))
                                    .isInstanceOf(IOException.class));
        }
    }
}
