package io.openbell.engine;

import static org.awaitility.Awaitility.await;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.Subscription;
import io.openbell.api.session.TradingMode;
import io.openbell.testkit.ManualClock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A journal with its loop, and one segment size for all tests. */
final class JournalFixture implements AutoCloseable {

    static final int SEGMENT_BYTES = 24 * 1024;
    static final TradingMode MODE = TradingMode.PAPER;
    static final String ACCOUNT = "PA3XYZ";

    final EventLoop loop;
    final SegmentedJournal journal;

    JournalFixture(Path root) {
        this(root, FileChannel::open);
    }

    JournalFixture(Path root, FileOpener opener) {
        ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
        loop = new EventLoop(LoopSettings.DEFAULTS, LoopClock.ofEvents()).start();
        journal = new SegmentedJournal(root, SEGMENT_BYTES, clock, loop, opener);
    }

    static Path folder(Path root) {
        return root.resolve(MODE.token() + "-" + ACCOUNT);
    }

    static Path segment(Path root, int number) {
        return folder(root).resolve(SegmentHeader.fileName(number));
    }

    /** As if no session had come to its end: what tests tear off was never acknowledged. */
    static void forgetSnapshots(Path root) throws IOException {
        for (Path file : new SnapshotFolder(folder(root), FileChannel::open).files()) {
            Files.delete(file);
        }
    }

    long open() throws IOException {
        return journal.open(MODE, ACCOUNT);
    }

    /** Appends, and waits until all of them are on the disk. */
    void appendAll(List<? extends Journaled> events) {
        CountDownLatch durable = new CountDownLatch(events.size());
        events.forEach(event -> journal.append(event, durable::countDown));
        awaitDurable(durable);
    }

    /** Appends one group after the other, each on the disk before the next. */
    void appendOneByOne(List<? extends Journaled> events) {
        events.forEach(event -> appendAll(List.of(event)));
    }

    private static void awaitDurable(CountDownLatch durable) {
        try {
            if (!durable.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError(durable.getCount() + " events never became durable");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** What a journal holds, as a new process would find it. */
    static List<Journaled> read(Path root) throws IOException {
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            return fixture.past();
        }
    }

    /** Everything that is on the disk, as a subscriber hears it who joins now. */
    List<Journaled> past() throws IOException {
        long events = open();
        Recording recording = new Recording();
        try (Subscription ignored = loop.subscribe("past", Stage.OBSERVERS, true, recording)) {
            // What was not told yet when it joined comes live.
            await().until(() -> recording.journaled().size() >= events);
        }
        return recording.journaled();
    }

    @Override
    public void close() {
        journal.close();
        loop.close();
    }
}
