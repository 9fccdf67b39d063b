package io.openbell.launcher;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the Supervisor, on a thread of its own: if that has not looked at the world for ten seconds, or fails each time it
 * does, nobody supervises any more.
 */
final class SupervisorWatchdog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisorWatchdog.class);

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration LONGEST_STALL = Duration.ofSeconds(10);
    private static final Duration WELL = Duration.ofSeconds(5);

    private final LongSupplier wellAt;
    private final LongSupplier nanoTime;
    private final Consumer<String> stalled;
    private final Runnable well;
    private final Thread thread = new Thread(this::run, "supervisor-watchdog");
    private long lookedAt;
    private long excused;
    private volatile boolean closed;

    /**
     * Does nothing before {@link #start}.
     *
     * @param wellAt  when the Supervisor last did its work, on the clock {@code nanoTime}
     * @param stalled called once, with what is wrong
     * @param well    called every second in which the Supervisor has done its work lately; must not block
     */
    SupervisorWatchdog(
            LongSupplier wellAt, LongSupplier nanoTime, Consumer<String> stalled, Runnable well) {
        this.wellAt = wellAt;
        this.nanoTime = nanoTime;
        this.stalled = stalled;
        this.well = well;
        this.lookedAt = nanoTime.getAsLong();
        this.excused = lookedAt;
    }

    void start() {
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    /** One look. True if the Supervisor stalls. */
    boolean look() {
        long now = nanoTime.getAsLong();
        if (now - lookedAt > 3 * INTERVAL_NANOS) {
            // We did not run either: the whole process was stopped, or had no processor.
            excused = now;
        }
        lookedAt = now;
        long since = Math.max(wellAt.getAsLong() - excused, 0) + excused;
        return now - since >= LONGEST_STALL.toNanos();
    }

    private void beat() {
        try {
            if (nanoTime.getAsLong() - wellAt.getAsLong() < WELL.toNanos()) {
                well.run();
            }
        } catch (RuntimeException failure) {
            LOG.warn("heartbeat=missed", failure);
        }
    }

    private void run() {
        while (!closed) {
            try {
                TimeUnit.NANOSECONDS.sleep(INTERVAL_NANOS);
            } catch (InterruptedException interrupted) {
                continue;
            }
            if (closed) {
                return;
            }
            if (look()) {
                closed = true;
                stalled.accept(
                        "the supervisor has not done its work for "
                                + LONGEST_STALL.toSeconds()
                                + " s");
            } else {
                beat();
            }
        }
    }
}
