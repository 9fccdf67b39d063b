package io.openbell.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.alerts.Alert.Severity;
import io.openbell.alerts.WebhookChannel.Form;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTest {

    private static final Alert ALERT =
            new Alert(
                    Severity.CRITICAL,
                    "halt",
                    "halted by daily-loss",
                    "percent=3.1 \"quoted\"",
                    Instant.parse("2025-01-15T14:30:00Z"));

    private final FakeServer server;

    ChannelsTest() throws Exception {
        server = new FakeServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    JSON    | {"severity":"CRITICAL","source":"halt","what":"halted by daily-loss","text":"percent=3.1 \\"quoted\\"","at":"2025-01-15T14:30:00Z"}
                    SLACK   | {"text":"CRITICAL halt halted by daily-loss: percent=3.1 \\"quoted\\""}
                    DISCORD | {"content":"CRITICAL halt halted by daily-loss: percent=3.1 \\"quoted\\"","allowed_mentions":{"parse":[]}}
                    """)
    void shouldPostWhatTheOtherSideTakes(Form form, String expected) throws Exception {
        new WebhookChannel("w", form, server.at("/hook"), new Http(Duration.ofSeconds(30)))
                .send(ALERT);

        assertThat(server.requests()).containsExactly("/hook " + expected);
    }

    @Test
    void shouldTryThreeTimesAndCountWhatTheOtherSideRefuses() {
        server.status = 500;
        try (Sender sender = sender(Duration.ofSeconds(30))) {
            sender.offer(ALERT);

            await().atMost(Duration.ofMinutes(2)).until(() -> sender.failed() == 1);
            assertThat(server.requests()).hasSize(3);
            assertThat(sender.lastFailure()).contains("HTTP 500").doesNotContain("t0ken");
            assertThat(sender.describe())
                    .isEqualTo("w sent=0 failed=1 dropped=0 (java.io.IOException: HTTP 500)");

            server.status = 204;
            sender.offer(ALERT);
            await().atMost(Duration.ofMinutes(2)).until(() -> sender.sent() == 1);
            assertThat(sender.lastFailure()).isEmpty();
        }
    }

    @Test
    void shouldGiveUpOnAnEndpointThatNeverAnswers() {
        server.hangs = true;
        try (Sender sender = sender(Duration.ofMillis(50))) {
            sender.offer(ALERT);

            await().atMost(Duration.ofMinutes(2)).until(() -> sender.failed() == 1);
            assertThat(sender.lastFailure()).contains("no answer within 50 ms");
        }
    }

    @Test
    void shouldNeverHoldUpWhoHasSomethingToTellAndCountWhatIsDropped() {
        CountDownLatch hanging = new CountDownLatch(1);
        AtomicBoolean reached = new AtomicBoolean();
        Channel stuck =
                new Channel() {
                    @Override
                    public String name() {
                        return "stuck";
                    }

                    @Override
                    public void send(Alert alert) throws InterruptedException {
                        reached.set(true);
                        hanging.await();
                    }
                };
        try (Sender sender = new Sender(stuck, text -> text, Duration.ZERO)) {
            sender.offer(ALERT);
            await().atMost(Duration.ofMinutes(2)).untilTrue(reached);

            for (int i = 0; i < 150; i++) {
                sender.offer(ALERT);
            }

            assertThat(sender.dropped()).isEqualTo(50);
        }
        hanging.countDown();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/x",
                "ftp://127.0.0.1/x",
                "t0ken",
                "https:///t0ken",
                "ht tp:"
            })
    void shouldUseNoAddressOverWhichASecretWouldLeak(String value) {
        assertThatThrownBy(() -> Http.address("OPENBELL_SLACK_URL", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("OPENBELL_SLACK_URL is no usable address (length")
                .hasMessageNotContaining(value);
    }

    @Test
    void shouldHaveTheChannelsForWhichThereAreSecrets() {
        List<String> unusable = new ArrayList<>();
        FakeSecrets secrets =
                new FakeSecrets()
                        .with("OPENBELL_SLACK_URL", "https://hooks.slack.com/services/t0ken")
                        .with("OPENBELL_DISCORD_URL", "http://discord.com/t0ken");

        List<Channel> channels =
                new Channels(secrets, new Http(Duration.ofSeconds(1)), unusable::add).posting();

        assertThat(channels).extracting(Channel::name).containsExactly("log", "slack");
        assertThat(unusable)
                .singleElement()
                .asString()
                .startsWith("OPENBELL_DISCORD_URL")
                .doesNotContain("t0ken");
    }

    @Test
    void shouldBeatOnlyWhileAllIsWell() throws Exception {
        AtomicBoolean alive = new AtomicBoolean(true);
        Heartbeat heartbeat =
                new Heartbeat(
                        server.at("/beat/t0ken"),
                        new Http(Duration.ofSeconds(30)),
                        Duration.ofSeconds(30),
                        alive::get);
        heartbeat.beat();
        alive.set(false);
        heartbeat.beat();
        assertThat(server.requests()).containsExactly("/beat/t0ken ");
        assertThat(heartbeat.withheld()).isEqualTo(1);

        alive.set(true);
        server.status = 500;
        heartbeat.beat();

        assertThat(heartbeat.lastFailure()).isEqualTo("HTTP 500");
        assertThat(heartbeat.sent()).isEqualTo(1);
    }

    private Sender sender(Duration timeout) {
        return new Sender(
                new WebhookChannel("w", Form.JSON, server.at("/hook/t0ken"), new Http(timeout)),
                text -> text.replace("t0ken", "[redacted]"),
                Duration.ofMillis(1));
    }
}
