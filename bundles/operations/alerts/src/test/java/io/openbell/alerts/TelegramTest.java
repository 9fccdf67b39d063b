package io.openbell.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.alerts.Alert.Severity;
import io.openbell.testkit.FakeHaltLatch;
import io.openbell.testkit.FakePositionBook;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelegramTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final FakeHaltLatch latch = new FakeHaltLatch(clock);
    private final FakePositionBook book = new FakePositionBook();
    private final FakeServer server;
    private final Telegram bot;

    TelegramTest() throws Exception {
        server = new FakeServer();
        bot =
                new Telegram(
                        server.at("/bot1:t0ken"),
                        "42",
                        new Http(Duration.ofSeconds(30)),
                        new ChatCommands(() -> null, () -> book, () -> latch)::answer,
                        Duration.ZERO);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldSendAlertsToTheChat() throws Exception {
        bot.send(new Alert(Severity.CRITICAL, "halt", "halted", "loss", clock.instant()));

        assertThat(server.requests())
                .singleElement()
                .asString()
                .startsWith("/bot1:t0ken/sendMessage ")
                .contains("\"chat_id\":\"42\"", "\"text\":\"CRITICAL halt halted: loss\"");
    }

    @Test
    void shouldHaltOnAKillFromTheChat() throws Exception {
        hear("42", "old message");

        hear("42", "/kill the feed looks wrong");

        assertThat(latch.halt().orElseThrow().source()).isEqualTo("telegram");
        assertThat(latch.halt().orElseThrow().reason()).isEqualTo("the feed looks wrong");
        assertThat(answers()).last().asString().contains("Halted");
    }

    @Test
    void shouldNotObeyWhatWasWrittenBeforeItBegan() throws Exception {
        hear("42", "/kill yesterday");

        assertThat(latch.isLatched()).isFalse();
        assertThat(answers()).isEmpty();
    }

    @Test
    void shouldNotListenToAnotherChat() throws Exception {
        hear("42", "begin");

        hear("43", "/kill from a stranger");

        assertThat(latch.isLatched()).isFalse();
        assertThat(answers()).isEmpty();
    }

    @Test
    void shouldNeverGoOnAfterAHalt() throws Exception {
        latch.latch("operator", "test");
        hear("42", "begin");

        hear("42", "/resume now");

        assertThat(latch.isLatched()).isTrue();
        assertThat(latch.releases()).isEmpty();
        assertThat(answers()).last().asString().contains("trading:resume in the shell");
    }

    @Test
    void shouldAnswerQuestions() throws Exception {
        hear("42", "begin");
        hear("42", "/positions");
        assertThat(answers()).last().asString().contains("No open positions.");

        hear("42", "/status");
        assertThat(answers()).last().asString().contains("The launcher is not running.");
    }

    private int update;

    private void hear(String chat, String text) throws Exception {
        update++;
        server.body =
                "{\"ok\":true,\"result\":[{\"update_id\":"
                        + update
                        + ",\"message\":{\"chat\":{\"id\":"
                        + chat
                        + "},\"text\":\""
                        + text
                        + "\"}}]}";
        bot.hear();
    }

    private List<String> answers() {
        return server.requests().stream().filter(r -> r.contains("/sendMessage")).toList();
    }
}
