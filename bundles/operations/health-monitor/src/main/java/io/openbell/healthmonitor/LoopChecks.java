package io.openbell.healthmonitor;

import io.openbell.api.engine.LoopStatistics;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.TradingLoop;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;

/** The queue and the journal, which are no components under supervision and have checks all the same. */
final class LoopChecks {

    /** Name of the check of the loop. */
    static final String LOOP = "trading-loop";

    /** Name of the check of the journal. */
    static final String JOURNAL = "journal";

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

    /** Critical when it takes no events any more; one that was not opened yet is on its way. */
    static HealthCheck journal(Supplier<@Nullable OrderJournal> journals) {
        AtomicBoolean wasWritable = new AtomicBoolean();
        return () -> {
            OrderJournal journal = journals.get();
            if (journal == null) {
                return new Result(
                        Result.Status.TEMPORARILY_UNAVAILABLE, "the journal is not there");
            }
            if (journal.isWritable()) {
                wasWritable.set(true);
                return new Result(Result.Status.OK, journal.describe());
            }
            return new Result(
                    wasWritable.get()
                            ? Result.Status.CRITICAL
                            : Result.Status.TEMPORARILY_UNAVAILABLE,
                    "takes no events: " + journal.describe());
        };
    }

    private static long dropped(Map<String, Long> byReader) {
        return byReader.values().stream().mapToLong(Long::longValue).sum();
    }
}
