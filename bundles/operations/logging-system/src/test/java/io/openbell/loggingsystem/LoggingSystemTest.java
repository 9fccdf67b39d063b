package io.openbell.loggingsystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.component.Health;
import io.openbell.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingSystemTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");

    private final LostLines lost = new LostLines();

    @TempDir Path folder;

    private final List<LoggingSystem> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(LoggingSystem::stop);
    }

    @Test
    void shouldBeHealthyOnAWritableFolderAndCountWhatIsAppended() {
        LoggingSystem logging = start(folder, 0);
        logging.doAppend(FakeEvent.error("a.B", "io.openbell.order-executor", "boom"));

        await().untilAsserted(
                        () -> assertThat(logging.health().detail()).contains("freeMegabytes="));
        assertThat(logging.health().status()).isEqualTo(Health.Status.OK);
        assertThat(logging.health().detail()).endsWith("errors=1, lost=0");
        assertThat(logging.entries()).hasSize(1);
    }

    @Test
    void shouldShowThatItsThreadLivesThoughItHasNothingToDo() {
        LoggingSystem logging = start(folder, 0);

        await().until(() -> logging.heartbeats().get(0).beats() >= 3);
        assertThat(logging.heartbeats().get(0).isDead()).isFalse();
    }

    @Test
    void shouldWarnAndNotFailWhenLogsCannotBeKept() {
        LoggingSystem logging = start(folder.resolve("absent"), 0);

        await().untilAsserted(
                        () -> assertThat(logging.health().status()).isEqualTo(Health.Status.WARN));
        assertThat(logging.health().detail()).contains("cannot be written");
    }

    @Test
    void shouldWarnOfLinesThatNoFileTookUntilNoneIsLostAnyMore() {
        LoggingSystem logging = start(folder, 0);
        await().until(() -> logging.health().detail().contains("freeMegabytes="));
        lost.doAppend(FakeEvent.info("the first"));
        lost.doAppend(FakeEvent.info("the second"));

        logging.look();
        assertThat(logging.health().status()).isEqualTo(Health.Status.WARN);
        assertThat(logging.health().detail()).contains("2 lines were written to no file");

        logging.look();
        assertThat(logging.health().status()).isEqualTo(Health.Status.OK);
        assertThat(logging.health().detail()).endsWith("errors=0, lost=2");
    }

    @Test
    void shouldWarnWhenTheDiskDoesNotAnswer() {
        LoggingSystem logging = start(folder, 0);
        await().until(() -> logging.health().detail().contains("freeMegabytes="));

        clock.advance(Duration.ofHours(2));

        assertThat(logging.health())
                .isEqualTo(
                        Health.warn(
                                "the log folder does not answer: folder=%s, seconds=7200", folder));
    }

    @Test
    void shouldBeCriticalOnceTheWatchHasDied() {
        LoggingSystem logging =
                start(
                        folder,
                        0,
                        () -> {
                            if (Thread.currentThread().getName().equals("logging-watch")) {
                                throw new NoClassDefFoundError("gone");
                            }
                            return clock.instant();
                        });

        await().untilAsserted(
                        () ->
                                assertThat(logging.health().status())
                                        .isEqualTo(Health.Status.CRITICAL));
    }

    @Test
    void shouldEndItsThread() {
        LoggingSystem logging = start(folder, 0);
        await().untilAsserted(() -> assertThat(watchThreads()).isNotEmpty());

        logging.stop();

        await().untilAsserted(() -> assertThat(watchThreads()).isEmpty());
    }

    private static List<String> watchThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter("logging-watch"::equals)
                .toList();
    }

    private LoggingSystem start(Path logs, long minFreeMegabytes) {
        return start(logs, minFreeMegabytes, clock);
    }

    private LoggingSystem start(Path logs, long minFreeMegabytes, InstantSource time) {
        LoggingSystem logging =
                new LoggingSystem(
                        logs,
                        false,
                        ErrorCounterTest.SECRETS,
                        lost,
                        Duration.ofMinutes(10),
                        minFreeMegabytes,
                        time);
        started.add(logging);
        return logging;
    }
}
