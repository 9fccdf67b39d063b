package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.value.Money;
import io.openbell.testkit.ManualClock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalGuardTest {

    @TempDir private Path home;
    private final AtomicBoolean diskIsBroken = new AtomicBoolean();
    private final List<String> ends = new CopyOnWriteArrayList<>();

    /** A process with journal and latch, whose end is only written down. */
    private final class Life implements AutoCloseable {

        final JournalFixture engine = new JournalFixture(home.resolve("journal"), this::channel);
        final DurableLatch latch;

        /** @param latchFiles how the latch's second place is written */
        Life(FileOpener latchFiles) {
            latch =
                    new DurableLatch(
                            new LatchFolder(home.resolve("latch"), JournalFixture.MODE, latchFiles),
                            engine.journal,
                            engine.loop,
                            ManualClock.at("2025-01-15T14:30:00Z"),
                            () -> "");
            engine.journal.onFailure(
                    new JournalGuard(
                            latch,
                            (source, code) -> ends.add(code + " " + source),
                            Duration.ofMillis(500)));
        }

        private FileChannel channel(Path path, java.nio.file.OpenOption... options)
                throws IOException {
            return new FaultyChannel(FileChannel.open(path, options)) {
                @Override
                public void force(boolean metaData) throws IOException {
                    if (diskIsBroken.get()) {
                        throw new IOException("No space left on device");
                    }
                    super.force(metaData);
                }
            };
        }

        @Override
        public void close() {
            latch.close();
            engine.close();
        }
    }

    private String lockFile() throws IOException {
        return Files.readString(
                JournalFixture.folder(home.resolve("journal")).resolve("writer.lock"));
    }

    private static Journaled adopted() {
        return new AccountAdopted(JournalFixture.ACCOUNT, Money.ZERO, List.of(), Instant.EPOCH);
    }

    @Test
    void shouldHaltAndEndTheProcessWithExitCode74WhenAWriteFails() throws Exception {
        poison(FileChannel::open);

        assertThat(ends).hasSize(1);
        assertThat(ends.get(0)).startsWith("74 journal poisoned by").contains("No space left");
    }

    private void poison(FileOpener latchFiles) throws IOException {
        try (Life life = new Life(latchFiles)) {
            life.engine.open();
            life.engine.appendAll(List.of(adopted()));

            diskIsBroken.set(true);
            life.engine.journal.append(
                    new SessionMark(true, "0.1.0", Instant.EPOCH), () -> ends.add("acknowledged"));

            await().until(life.latch::isLatched);
            assertThat(life.latch.halt().orElseThrow().source()).isEqualTo("journal");
            await().until(() -> !ends.isEmpty());
        } finally {
            diskIsBroken.set(false);
        }
    }

    @Test
    void shouldStillBeHaltedAtTheNextStart() throws Exception {
        poison(FileChannel::open);

        try (Life next = new Life(FileChannel::open)) {
            next.engine.open();

            assertThat(next.latch.isLatched()).isTrue();
            assertThat(next.latch.describe()).contains("No space left");
        }
        assertThat(ends).as("the next process goes on").hasSize(1);
    }

    /** A disk so full that the latch finds no place: the lock's file has had its own since it was written first. */
    @Test
    void shouldStillBeHaltedThoughTheLatchCouldNotBeWritten() throws Exception {
        poison(
                (path, options) -> {
                    throw new IOException("No space left on device");
                });
        assertThat(lockFile()).contains("POISONED java.io.IOException: No space left on device");

        try (Life next = new Life(FileChannel::open)) {
            next.engine.open();
            assertThat(next.latch.isLatched()).isTrue();
            assertThat(next.latch.describe()).contains("poisoned in an earlier session");
        }
        try (Life third = new Life(FileChannel::open)) {
            third.engine.open();
            assertThat(third.latch.isLatched()).as("nobody resumed").isTrue();
            assertThat(lockFile())
                    .as("known to the latch, so the lock forgets it")
                    .doesNotContain("POISONED");
        }
    }

    @Test
    void shouldEndTheProcessWithExitCode74WhenTheJournalIsDamaged() throws Exception {
        try (Life life = new Life(FileChannel::open)) {
            life.engine.open();
            life.engine.appendAll(Samples.halts(5));
        }
        Path file = JournalFixture.segment(home.resolve("journal"), 1);
        byte[] bytes = Files.readAllBytes(file);
        bytes[SegmentHeader.BYTES + 30] ^= 1;
        Files.write(file, bytes);

        try (Life life = new Life(FileChannel::open)) {
            assertThatThrownBy(life.engine::open).isInstanceOf(DamagedJournalException.class);
        }
        assertThat(ends).hasSize(1);
        assertThat(ends.get(0))
                .startsWith("74 journal refused: file=" + file.toRealPath() + " offset=512")
                .contains("record 1 is damaged")
                .contains("to do: ");
    }

    @Test
    void shouldEndTheProcessWithExitCode73WhenAnotherHasTheJournal() throws Exception {
        try (Life first = new Life(FileChannel::open);
                Life second = new Life(FileChannel::open)) {
            first.engine.open();
            assertThatThrownBy(second.engine::open).hasMessageContaining("in use");
        }
        assertThat(ends).hasSize(1);
        assertThat(ends.get(0)).startsWith("73 journal is in use").contains("pid=");
    }

    @Test
    void shouldHaltAndLeaveStopsInTheMarketIfTheBooksAreOthers() throws Exception {
        try (Life life = new Life(FileChannel::open)) {
            life.engine.open();
            JournalGuard guard = new JournalGuard(life.latch, (s, c) -> {}, Duration.ofSeconds(5));

            assertThat(guard.foundOtherwise("snapshot 7: cash: 2 then, 1 now")).isTrue();
            assertThat(life.latch.halt())
                    .hasValueSatisfying(
                            halt -> {
                                assertThat(halt.reason()).contains("cash: 2 then, 1 now");
                                assertThat(halt.keepStops()).isTrue();
                            });
        }
    }

    /** People are told the first of two halts: the second must not count as told. */
    @Test
    void shouldNotCountAsToldBehindAnotherHalt() throws Exception {
        try (Life life = new Life(FileChannel::open)) {
            life.engine.open();
            life.latch.latch("ann", "lunch");
            JournalGuard guard = new JournalGuard(life.latch, (s, c) -> {}, Duration.ofSeconds(5));

            assertThat(guard.foundOtherwise("snapshot 7: cash: 2 then, 1 now")).isFalse();
            assertThat(life.latch.halt().orElseThrow().source()).isEqualTo("ann");
        }
    }
}
