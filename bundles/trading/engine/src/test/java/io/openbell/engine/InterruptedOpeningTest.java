package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who opens the journal may be stopped at any moment: that is no failure of the disk. */
class InterruptedOpeningTest {

    @TempDir private Path root;
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicReference<Throwable> outcome = new AtomicReference<>();

    /** Its first file is opened when it is told to. */
    private FileChannel slow(Path path, OpenOption... options) throws IOException {
        reached.countDown();
        try {
            goOn.await();
        } catch (InterruptedException interrupted) {
            throw new IOException("was interrupted, as a disk would refuse", interrupted);
        }
        return FileChannel.open(path, options);
    }

    private JournalFixture fixture(FileOpener opener) {
        JournalFixture fixture = new JournalFixture(root, opener);
        fixture.journal.onFailure(
                new JournalFailure() {
                    @Override
                    public void poisoned(String reason) {
                        refusals.add(reason);
                    }

                    @Override
                    public boolean foundPoisoned(String reason) {
                        return false;
                    }

                    @Override
                    public boolean foundOtherwise(String reason) {
                        return false;
                    }

                    @Override
                    public void refused(IOException reason) {
                        refusals.add(String.valueOf(reason.getMessage()));
                    }
                });
        return fixture;
    }

    private Thread opens(JournalFixture fixture) throws InterruptedException {
        Thread component =
                new Thread(
                        () -> {
                            try {
                                fixture.open();
                            } catch (IOException | RuntimeException stopped) {
                                outcome.set(stopped);
                            }
                        });
        component.start();
        reached.await();
        return component;
    }

    @Test
    void shouldGoOnOpeningThoughWhoAskedIsInterrupted() throws Exception {
        try (JournalFixture fixture = fixture(this::slow)) {
            Thread component = opens(fixture);

            component.interrupt();
            component.join();

            assertThat(outcome.get()).isInstanceOf(InterruptedIOException.class);
            goOn.countDown();
            assertThat(fixture.open()).isZero();
            fixture.appendAll(Samples.halts(3));
        }
        assertThat(refusals).isEmpty();
        assertThat(JournalFixture.read(root)).isEqualTo(Samples.halts(3));
    }

    @Test
    void shouldSayNothingOfADiskIfItIsClosedWhileItOpens() throws Exception {
        try (JournalFixture first = fixture(FileChannel::open)) {
            first.open();
            first.appendAll(Samples.halts(3));
        }
        try (JournalFixture fixture = fixture(this::slow)) {
            Thread component = opens(fixture);
            component.interrupt();
            Thread end = new Thread(fixture.journal::close);
            end.start();
            await().until(() -> end.getState() == Thread.State.TIMED_WAITING);
            goOn.countDown();
            end.join();

            assertThatThrownBy(fixture::open).hasMessageContaining("closed");
        }
        assertThat(refusals).isEmpty();
        assertThat(JournalFixture.read(root)).isEqualTo(Samples.halts(3));
    }

    /** The control: what the disk refuses is told. */
    @Test
    void shouldTellWhatTheDiskRefuses() {
        try (JournalFixture fixture =
                fixture(
                        (path, options) -> {
                            throw new IOException("read-only file system");
                        })) {
            assertThatThrownBy(fixture::open).hasMessageContaining("read-only");
        }
        assertThat(refusals).hasSize(1);
    }
}
