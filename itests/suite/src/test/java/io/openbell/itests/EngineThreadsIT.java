package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.testkit.Proof;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The threads that belong to no component: without them nothing is traded, and a new process begins halted. */
@EnabledIfSystemProperty(named = Proof.FULL, matches = "true")
class EngineThreadsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int NO_JOURNAL = 74;
    private static final int STALLED = 70;

    private final Distribution openbell = Distribution.onEmptyHome("engine-threads");
    private @Nullable Process started;

    @BeforeEach
    void start() throws IOException {
        started = openbell.launch(openbell.home().resolve("start.out"), "start");
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> openbell.ledger().path("fills").size() > 0);
        FaultyComponents.install(openbell);
    }

    @AfterEach
    void stop() {
        openbell.close();
    }

    @Test
    void shouldHaltAndStayHaltedWhenTheLoopDies() throws Exception {
        Instant died = new Sabotage(openbell).order("thread-death engine trading-loop").at();

        Process process = Objects.requireNonNull(started);
        await().atMost(PATIENCE).until(() -> gate().equals("HALTED"));
        Duration halted = Duration.between(died, Instant.now());
        assertThat(process.isAlive()).as("the process stays for people").isTrue();

        openbell.kill();
        openbell.openbell("start", "--background");

        await().atMost(PATIENCE).ignoreExceptions().until(() -> !gate().isEmpty());
        assertThat(gate()).as("after kill -9").isEqualTo("HALTED");
        Proof.shown(
                6,
                "the thread trading-loop dies",
                "halted, as seen from outside, after %d ms; halted after kill -9"
                        .formatted(halted.toMillis()),
                "(the session traded before)");
    }

    @Test
    void shouldEndAndBeginHaltedWhenTheJournalsThreadDies() throws Exception {
        endsAndBeginsHalted("journal", NO_JOURNAL, Duration.ofSeconds(15));
    }

    @Test
    void shouldEndAndBeginHaltedWhenTheSupervisorDies() throws Exception {
        endsAndBeginsHalted("supervisor", STALLED, Duration.ofSeconds(30));
    }

    private void endsAndBeginsHalted(String thread, int code, Duration limit) throws Exception {
        Process process = Objects.requireNonNull(started);
        Instant died = new Sabotage(openbell).order("thread-death engine " + thread).at();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended").isTrue();
        Duration took = Duration.between(died, Instant.now());
        assertThat(process.exitValue()).isEqualTo(code);
        assertThat(took).isLessThan(limit);

        openbell.openbell("start", "--background");

        await().atMost(PATIENCE).ignoreExceptions().until(() -> !gate().isEmpty());
        assertThat(gate()).as("the next process").isEqualTo("HALTED");
        assertThat(openbell.json("trading:journal-verify").path("sound").asBoolean()).isTrue();
        Proof.shown(
                6,
                "the thread %s dies".formatted(thread),
                "exit code %d after %d ms, the next process is halted"
                        .formatted(code, took.toMillis()),
                "(the session traded before)");
    }

    private String gate() {
        return openbell.json("trading:status").path("gate").asText();
    }
}
