package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.api.broker.Comparison;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.risk.Release;
import io.openbell.api.risk.ReleaseStep;
import io.openbell.api.risk.StillHalted;
import io.openbell.api.value.Money;
import io.openbell.testkit.ManualClock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuspensionFileTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir Path home;

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");

    /** Engine, journal and latch over the same home. */
    private final class Life implements AutoCloseable {

        final JournalFixture engine = new JournalFixture(home.resolve("journal"));
        final DurableLatch latch;

        Life(FileOpener opener) throws IOException {
            latch =
                    new DurableLatch(
                            new LatchFolder(latchFolder(), JournalFixture.MODE, opener),
                            engine.journal,
                            engine.loop,
                            clock,
                            () -> "");
            if (engine.open() == 0) {
                engine.appendAll(
                        List.of(
                                new AccountAdopted(
                                        JournalFixture.ACCOUNT,
                                        Money.ZERO,
                                        List.of(),
                                        clock.instant())));
            }
            engine.past();
        }

        void halt() throws InterruptedException {
            latch.latch("ann", "test");
            assertThat(latch.awaitDurable(SOON)).isTrue();
            clock.advance(Duration.ofSeconds(1));
        }

        void release() throws StillHalted, InterruptedException {
            latch.release(
                    new Release(
                            "ann",
                            "mended",
                            "",
                            clock.instant(),
                            List.of(
                                    new Comparison(
                                            Comparison.ORDERS, clock.instant(), 0, List.of()),
                                    new Comparison(
                                            Comparison.POSITIONS, clock.instant(), 0, List.of()))));
        }

        @Override
        public void close() {
            latch.close();
            engine.close();
        }
    }

    private Path latchFolder() {
        return home.resolve("latch");
    }

    private Path file() {
        return latchFolder().resolve("SUSPENDED-paper-" + JournalFixture.ACCOUNT);
    }

    @Test
    void shouldStandBesideTheHaltOverRestarts() throws Exception {
        try (Life life = new Life(FileChannel::open)) {
            assertThat(life.latch.suspensionNote().isThere()).isFalse();
            assertThat(life.latch.suspensionNote().write(SOON)).isTrue();
        }
        assertThat(file()).exists();

        try (Life next = new Life(FileChannel::open)) {
            assertThat(next.latch.suspensionNote().isThere()).isTrue();
            assertThat(next.latch.isLatched()).as("it is no halt").isFalse();
            assertThat(next.latch.suspensionNote().remove(SOON)).isTrue();
            assertThat(next.latch.suspensionNote().isThere()).isFalse();
        }
        assertThat(file()).doesNotExist();
    }

    @Test
    void shouldCountForWhicheverAccountComesWhenItNamesNone() throws Exception {
        Files.createDirectories(latchFolder());
        Path nameless = Files.createFile(latchFolder().resolve("SUSPENDED-paper"));
        Files.createFile(latchFolder().resolve("SUSPENDED-live"));
        try (Life life = new Life(FileChannel::open)) {
            assertThat(life.latch.suspensionNote().isThere()).isTrue();
            assertThat(life.latch.suspensionNote().remove(SOON)).isTrue();
        }
        assertThat(nameless).doesNotExist();
    }

    @Test
    void shouldNotCountForAnotherAccount() throws Exception {
        Files.createDirectories(latchFolder());
        Files.createFile(latchFolder().resolve("SUSPENDED-paper-PA999"));
        try (Life life = new Life(FileChannel::open)) {
            assertThat(life.latch.suspensionNote().isThere()).isFalse();
        }
    }

    @Test
    void shouldNotEndAHaltWhileItIsThere() throws Exception {
        try (Life life = new Life(FileChannel::open)) {
            life.halt();
            life.latch.suspensionNote().write(SOON);

            assertThatThrownBy(life::release)
                    .isInstanceOf(StillHalted.class)
                    .hasMessageContaining("order-executor");

            assertThat(life.latch.isLatched()).isTrue();
            life.latch.suspensionNote().remove(SOON);
            life.release();
            assertThat(life.latch.isLatched()).isFalse();
        }
    }

    /** As the dead-man's switch leaves them, for a process that slept. */
    @Test
    void shouldHaltARunningProcessByAMarkThatSomebodyElseLeaves() throws Exception {
        KillFile poll = new KillFile(home.resolve("KILL"));
        try (Life life = new Life(FileChannel::open);
                poll) {
            poll.watch(life.latch);
            Files.createDirectories(latchFolder());
            Files.createFile(latchFolder().resolve("SUSPENDED-paper"));
            Path mark = latchFolder().resolve("HALTED-paper");
            Files.writeString(
                    mark,
                    "source=dead-man\nreason=silent\nat="
                            + clock.instant()
                            + "\nkeepStops=false\n");

            await().until(life.latch::isLatched);

            assertThat(life.latch.halt().orElseThrow().source()).isEqualTo("dead-man");
            assertThat(life.latch.suspensionNote().isThere()).isTrue();
            clock.advance(Duration.ofSeconds(1));
            life.latch.suspensionNote().remove(SOON);
            await().until(() -> Files.exists(haltFile()));
            life.release();
            assertThat(mark).doesNotExist();
        }
    }

    @Test
    void shouldNotEndAHaltOfAProcessThatDoesNotKnowWhatWasDoneOnItsBehalf() throws Exception {
        try (Life life = new Life(FileChannel::open)) {
            life.halt();
            Files.createDirectories(latchFolder());
            Files.createFile(latchFolder().resolve("SUSPENDED-paper"));

            assertThatThrownBy(life::release).hasMessageContaining("order-executor");
        }
    }

    private Path haltFile() {
        return latchFolder().resolve("HALTED-paper-" + JournalFixture.ACCOUNT);
    }

    @Test
    void shouldSayThatItCouldNotBeWrittenAndCountAllTheSame() throws Exception {
        FileOpener broken =
                (path, options) -> {
                    if (path.getFileName().toString().startsWith("SUSPENDED")) {
                        throw new IOException("no space left");
                    }
                    return FileChannel.open(path, options);
                };
        try (Life life = new Life(broken)) {
            assertThat(life.latch.suspensionNote().write(SOON)).isFalse();
            assertThat(life.latch.suspensionNote().isThere()).isTrue();
        }
    }

    @Test
    void shouldAskItsStepsWhileHaltedAndTellThemWhatCameOfIt() throws Exception {
        try (Life life = new Life(FileChannel::open)) {
            List<String> heard = new ArrayList<>();
            List<String> obstacle = new ArrayList<>(List.of("the venue is away"));
            life.latch.onRelease(
                    new ReleaseStep() {
                        @Override
                        public void beforeRelease(Release release) throws StillHalted {
                            heard.add("halted=" + life.latch.isLatched());
                            if (!obstacle.isEmpty()) {
                                throw new StillHalted(obstacle.remove(0));
                            }
                        }

                        @Override
                        public void afterRelease(boolean released) {
                            heard.add("released=" + released);
                        }
                    });
            life.halt();

            assertThatThrownBy(life::release).hasMessage("the venue is away");
            assertThat(life.latch.isLatched()).isTrue();
            await().until(() -> Files.exists(haltFile()));
            life.release();

            assertThat(heard)
                    .containsExactly(
                            "halted=true", "released=false", "halted=true", "released=true");
        }
    }
}
