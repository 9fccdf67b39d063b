package io.openbell.engine;

import io.openbell.api.engine.Journaled;
import io.openbell.api.recording.SessionRecordings;
import io.openbell.api.session.TradingMode;
import io.openbell.engine.recording.RecorderSettings;
import io.openbell.engine.recording.SessionRecorder;
import io.openbell.engine.recording.StoredRecordings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The loop in event time, its journal and its recorder, put together as the engine does. */
public final class RecordedEngine implements AutoCloseable {

    private static final int MEBIBYTE = 1 << 20;

    /** The loop. */
    public final EventLoop loop;

    /** The journal, not opened yet. */
    public final SegmentedJournal journal;

    private final SessionRecorder recorder;

    /** One whose state is in this folder. */
    public RecordedEngine(Path home, Instant start) {
        LoopClock clock = LoopClock.ofEvents();
        recorder =
                new SessionRecorder(
                        new SessionRecorder.Place(home.resolve("sessions"), "paper", "test", start),
                        new RecorderSettings(
                                1 << 20, 8 * MEBIBYTE, 256L * MEBIBYTE, Duration.ofDays(1), 0));
        loop = new EventLoop(LoopSettings.DEFAULTS, clock, recorder).start();
        journal = new SegmentedJournal(home.resolve("journal"), MEBIBYTE, clock, loop);
        recorder.start(journal::folder);
    }

    /** Opens the journal. */
    public void open(String account) throws IOException {
        journal.open(TradingMode.PAPER, account);
    }

    /** Appends, and returns once it is on the disk and on its way to the loop. */
    public void append(Journaled event) throws InterruptedException {
        CountDownLatch durable = new CountDownLatch(1);
        journal.append(event, durable::countDown);
        if (!durable.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the disk does not answer");
        }
    }

    /** What was recorded there. */
    public static SessionRecordings recordings(Path home) {
        return new StoredRecordings(
                home.resolve("sessions"),
                home.resolve("journal"),
                StoredRecordings.Running.NONE,
                new JournalBeginning());
    }

    @Override
    public void close() {
        journal.close();
        loop.close();
        recorder.close(loop.hasEnded());
    }
}
