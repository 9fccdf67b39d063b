package io.openbell.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.openbell.alerts.Alert.Severity;
import io.openbell.testkit.FakeMailServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

class MailChannelTest {

    private static final Instant AT = Instant.parse("2025-01-15T14:30:00Z");
    private static final Alert HALT =
            new Alert(
                    Severity.CRITICAL, "halt", "halted by ann", "spreads look absurd, 5 € off", AT);

    private static MailChannel to(String server, MailSettings.Security security, String user) {
        return new MailChannel(
                new MailSettings(
                        "127.0.0.1",
                        Integer.parseInt(server.substring(server.lastIndexOf(':') + 1)),
                        security,
                        user,
                        "openbell@example.com",
                        List.of("ann@example.com", "bob@example.com")),
                () -> Optional.of("canary-password"),
                Duration.ofSeconds(2),
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    @Test
    void shouldHandInOneMessageForAllWhoAreTold() throws Exception {
        try (FakeMailServer server = new FakeMailServer("")) {
            to(server.address(), MailSettings.Security.NONE, "").send(HALT);

            assertThat(server.commands())
                    .contains(
                            "MAIL FROM:<openbell@example.com>",
                            "RCPT TO:<ann@example.com>",
                            "RCPT TO:<bob@example.com>");
            assertThat(server.messages()).hasSize(1);
            assertThat(server.messages().get(0))
                    .contains("Subject: Openbell CRITICAL: halt halted by ann")
                    .contains("From: openbell@example.com")
                    .contains("Content-Type: text/plain; charset=utf-8")
                    .contains("CRITICAL halt halted by ann: spreads look absurd");
        }
    }

    @Test
    void shouldTellTheOthersWhenOneAddressIsRefusedAndNotCallThatAFailure() throws Exception {
        try (FakeMailServer server = new FakeMailServer("")) {
            to(server.address(), "refused@example.com", "bob@example.com").send(HALT);

            assertThat(server.messages()).hasSize(1);
        }
    }

    @Test
    void shouldFailWhenEverybodyIsRefused() throws Exception {
        try (FakeMailServer server = new FakeMailServer("")) {
            assertThatThrownBy(() -> to(server.address(), "refused@example.com").send(HALT))
                    .isInstanceOf(IOException.class);

            assertThat(server.messages()).isEmpty();
        }
    }

    private static MailChannel to(String server, String... addresses) {
        return new MailChannel(
                new MailSettings(
                        "127.0.0.1",
                        Integer.parseInt(server.substring(server.lastIndexOf(':') + 1)),
                        MailSettings.Security.NONE,
                        "",
                        "openbell@example.com",
                        List.of(addresses)),
                Optional::empty,
                Duration.ofSeconds(2),
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    @Test
    void shouldLogInWhereAUserIsNamed() throws Exception {
        try (FakeMailServer server = new FakeMailServer("ann canary-password")) {
            to(server.address(), MailSettings.Security.NONE, "ann").send(HALT);

            assertThat(server.messages()).hasSize(1);
        }
    }

    @Test
    void shouldSayWhatTheServerRefusedAndNotWithWhichPassword() throws Exception {
        try (FakeMailServer server = new FakeMailServer("ann another")) {
            assertThatThrownBy(
                            () ->
                                    to(server.address(), MailSettings.Security.NONE, "ann")
                                            .send(HALT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(server.address())
                    .hasMessageContaining("535 refused")
                    .hasMessageNotContaining("canary")
                    .hasNoCause();
            assertThat(server.messages()).isEmpty();
        }
    }

    @Test
    void shouldTellNothingToAServerThatCannotEncrypt() throws Exception {
        try (FakeMailServer server = new FakeMailServer("ann canary-password")) {
            assertThatThrownBy(
                            () ->
                                    to(server.address(), MailSettings.Security.STARTTLS, "ann")
                                            .send(HALT))
                    .hasMessageContaining("STARTTLS");
            assertThatThrownBy(
                            () -> to(server.address(), MailSettings.Security.TLS, "ann").send(HALT))
                    .isInstanceOf(IOException.class);

            assertThat(server.commands())
                    .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @Test
    void shouldNotWaitForAServerThatSaysNothing() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            MailChannel mail =
                    to("127.0.0.1:" + mute.getLocalPort(), MailSettings.Security.NONE, "");

            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () ->
                            assertThatThrownBy(() -> mail.send(HALT))
                                    .isInstanceOf(IOException.class));
        }
    }

    @Test
    void shouldKeepALineBreakOutOfTheHeaders() throws Exception {
        Alert crooked = new Alert(Severity.INFO, "x", "y\r\nBcc: eve@example.com", "text", AT);
        try (FakeMailServer server = new FakeMailServer("")) {
            to(server.address(), MailSettings.Security.NONE, "").send(crooked);

            assertThat(server.messages().get(0).lines()).noneMatch(line -> line.startsWith("Bcc"));
            assertThat(server.commands()).noneMatch(line -> line.contains("eve"));
        }
    }
}
