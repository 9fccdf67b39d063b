package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.Stage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFaultTest {

    @TempDir private Path root;
    @TempDir private Path afterTheCut;

    @Test
    void shouldWriteOnWhenTheDiskTakesOnlyAFewBytesAtATime() throws IOException {
        AtomicInteger writes = new AtomicInteger();
        FileOpener stingy =
                (path, options) ->
                        new FaultyChannel(FileChannel.open(path, options)) {
                            @Override
                            public int write(ByteBuffer bytes, long position) throws IOException {
                                int few = Math.min(bytes.remaining(), writes.getAndIncrement() % 8);
                                int taken =
                                        super.write(bytes.slice(bytes.position(), few), position);
                                bytes.position(bytes.position() + taken);
                                return taken;
                            }
                        };
        try (JournalFixture fixture = new JournalFixture(root, stingy)) {
            fixture.open();
            fixture.appendAll(Samples.all());
        }

        assertThat(writes.get()).isGreaterThan(1_000);
        assertThat(JournalFixture.read(root)).isEqualTo(Samples.all());
    }

    @Test
    void shouldBePoisonedByAForceThatFails() throws IOException {
        shouldBePoisonedBy(true);
    }

    @Test
    void shouldBePoisonedByAWriteThatFails() throws IOException {
        shouldBePoisonedBy(false);
    }

    private void shouldBePoisonedBy(boolean force) throws IOException {
        AtomicBoolean broken = new AtomicBoolean();
        AtomicInteger callsWhileBroken = new AtomicInteger();
        FileOpener opener =
                (path, options) ->
                        new FaultyChannel(FileChannel.open(path, options)) {
                            @Override
                            public void force(boolean metaData) throws IOException {
                                fail(force);
                                super.force(metaData);
                            }

                            @Override
                            public int write(ByteBuffer bytes, long position) throws IOException {
                                fail(!force);
                                return super.write(bytes, position);
                            }

                            private void fail(boolean here) throws IOException {
                                if (here && broken.get()) {
                                    callsWhileBroken.incrementAndGet();
                                    throw new IOException("Input/output error");
                                }
                            }
                        };
        List<String> durable = new ArrayList<>();
        Recording recording = new Recording();
        try (JournalFixture fixture = new JournalFixture(root, opener)) {
            fixture.open();
            fixture.loop.subscribe("recording", Stage.ORDERS, true, recording);
            fixture.appendAll(Samples.halts(3));

            broken.set(true);
            fixture.journal.append(Samples.halts(1).get(0), () -> durable.add("must not run"));
            await().until(() -> !fixture.journal.isWritable());
            broken.set(false);

            assertThatThrownBy(() -> fixture.journal.append(Samples.halts(1).get(0)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("poisoned")
                    .hasRootCauseMessage("Input/output error");
            assertThat(fixture.journal.describe())
                    .contains("events=3")
                    .contains("Input/output error");
        }
        assertThat(durable).isEmpty();
        assertThat(recording.events()).hasSize(3);
        assertThat(callsWhileBroken).as("a failed call is never tried again").hasValue(1);
    }

    /** Nobody would write any more, and nobody would know. */
    @Test
    void shouldBePoisonedByAnErrorThatEndsItsThread() throws IOException {
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();

            fixture.journal.append(
                    Samples.halts(1).get(0),
                    () -> {
                        throw new NoClassDefFoundError("on purpose");
                    });

            await().until(() -> !fixture.journal.isWritable());
            assertThat(fixture.journal.describe()).contains("on purpose");
        }
        assertThat(JournalFixture.read(root)).hasSize(1);
    }

    @Test
    void shouldHoldEveryAcknowledgedEventAfterAPowerCut() throws IOException {
        acknowledgedEventsSurviveAPowerCut(PowerCutDisk.honest(), 400);
    }

    /** The test above would notice a journal that acknowledges what it did not force. */
    @Test
    void shouldFailThatTestWithADiskThatForgets() {
        assertThatThrownBy(() -> acknowledgedEventsSurviveAPowerCut(PowerCutDisk.forgetful(), 100))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("survivors at cut");
    }

    private void acknowledgedEventsSurviveAPowerCut(PowerCutDisk disk, int count)
            throws IOException {
        List<Journaled> events = Samples.halts(count);
        AtomicInteger acknowledged = new AtomicInteger();
        List<Integer> acknowledgedAtCut = new ArrayList<>();
        try (JournalFixture fixture = new JournalFixture(root, disk)) {
            fixture.open();
            for (Journaled event : events) {
                fixture.journal.append(
                        event,
                        () -> {
                            int number = acknowledged.incrementAndGet();
                            if (number % 40 == 1) {
                                disk.cutPower(root, afterTheCut.resolve("cut-" + number));
                                acknowledgedAtCut.add(number);
                            }
                        });
            }
            await().until(() -> acknowledged.get() == events.size());
        }

        assertThat(acknowledgedAtCut).hasSize((count + 39) / 40);
        for (int number : acknowledgedAtCut) {
            List<Journaled> survivors = JournalFixture.read(afterTheCut.resolve("cut-" + number));
            assertThat(survivors).as("survivors at cut").hasSizeGreaterThanOrEqualTo(number);
            assertThat(survivors).isEqualTo(events.subList(0, survivors.size()));
        }
    }

    @Test
    void shouldCloseInBoundedTimeThoughTheDiskHangs() throws IOException {
        AtomicBoolean hangs = new AtomicBoolean();
        FileOpener opener =
                (path, options) ->
                        new FaultyChannel(FileChannel.open(path, options)) {
                            @Override
                            public void force(boolean metaData) throws IOException {
                                await().until(() -> !hangs.get());
                                super.force(metaData);
                            }
                        };
        try (JournalFixture fixture = new JournalFixture(root, opener)) {
            fixture.open();
            hangs.set(true);
            fixture.journal.append(Samples.halts(1).get(0));

            long startNanos = System.nanoTime();
            fixture.journal.close();

            assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                    .isLessThan(Duration.ofSeconds(4));
            hangs.set(false);
        }
    }
}
