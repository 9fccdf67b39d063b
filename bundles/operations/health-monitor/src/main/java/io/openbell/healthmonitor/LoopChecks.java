package io.openbell.healthmonitor;

import io.openbell.api.engine.LoopStatistics;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.recording.SessionRecordings;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;

/** The queue, the journal and the recording, which are no components under supervision and have checks all the same. */
final class LoopChecks {

    /** Name of the check of the loop. */
    static final String LOOP = "trading-loop";

    /** Name of the check of the journal. */
    static final String JOURNAL = "journal";

    /** Name of the check of the session's recording. */
    static final String RECORDING = "recording";

    /** Where they warn. */
    record Limits(int queueWarnPercent, int journalWarnMillis) {}

    private LoopChecks() {}

    /**
     * Warns when much waits, or a subscriber throws; critical when the thread is gone.
     *
     * @param warnPercent of the ordinary lane
     */
    static HealthCheck loop(Supplier<@Nullable TradingLoop> loops, int warnPercent) {
        return () -> {
            TradingLoop loop = loops.get();
            if (loop == null) {
                return new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "the loop is not there");
            }
            LoopStatistics now = loop.statistics();
            double percent = now.capacity() <= 0 ? 0 : 100.0 * now.queued() / now.capacity();
            String figures =
                    String.format(
                            Locale.ROOT,
                            "queued=%d of %d, dispatched=%d, errors=%d, dropped=%d",
                            now.queued(),
                            now.capacity(),
                            now.dispatched(),
                            now.errors(),
                            dropped(now.droppedByReader()));
            if (!now.alive()) {
                return new Result(Result.Status.CRITICAL, "its thread has ended; " + figures);
            }
            return percent > warnPercent
                    ? new Result(
                            Result.Status.WARN,
                            String.format(
                                    Locale.ROOT,
                                    "queue=%.0f%% above queueWarnPercent=%d; %s",
                                    percent,
                                    warnPercent,
                                    figures))
                    : new Result(Result.Status.OK, figures);
        };
    }

    /**
     * Critical when it takes no events any more; one that was not opened yet is on its way. Warns when its disk is slow.
     *
     * @param warnMillis for one group of events, in the last minute
     */
    static HealthCheck journal(Supplier<@Nullable OrderJournal> journals, int warnMillis) {
        AtomicBoolean wasWritable = new AtomicBoolean();
        return () -> {
            OrderJournal journal = journals.get();
            if (journal == null) {
                return new Result(
                        Result.Status.TEMPORARILY_UNAVAILABLE, "the journal is not there");
            }
            if (journal.isWritable()) {
                wasWritable.set(true);
                return written(journal, warnMillis);
            }
            return new Result(
                    wasWritable.get()
                            ? Result.Status.CRITICAL
                            : Result.Status.TEMPORARILY_UNAVAILABLE,
                    "takes no events: " + journal.describe());
        };
    }

    private static Result written(OrderJournal journal, int warnMillis) {
        long slowestMillis = journal.slowestCommit().toMillis();
        String figures = journal.describe() + " slowestCommit=" + slowestMillis + "ms";
        return slowestMillis > warnMillis
                ? new Result(
                        Result.Status.WARN,
                        "its disk is slow, slowestCommit="
                                + slowestMillis
                                + "ms above journalWarnMillis="
                                + warnMillis
                                + "; orders wait for it; "
                                + journal.describe())
                : new Result(Result.Status.OK, figures);
    }

    /** Warns when the session is not recorded any more: it trades, and cannot be replayed. */
    static HealthCheck recording(Supplier<@Nullable SessionRecordings> recordings) {
        return () -> {
            SessionRecordings present = recordings.get();
            if (present == null) {
                return new Result(
                        Result.Status.TEMPORARILY_UNAVAILABLE, "the recorder is not there");
            }
            String why = present.stopped();
            return why.isEmpty()
                    ? new Result(Result.Status.OK, "not stopped")
                    : new Result(
                            Result.Status.WARN,
                            "the session is not recorded any more and cannot be replayed: " + why);
        };
    }

    private static long dropped(Map<String, Long> byReader) {
        return byReader.values().stream().mapToLong(Long::longValue).sum();
    }
}
