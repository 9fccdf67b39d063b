package io.openbell.positionmanager;

import io.openbell.api.component.Heartbeat;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task again and again on the thread "position-comparison": two seconds after one that settled nothing, else at its
 * pace, and at once when asked to.
 */
final class ComparisonThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ComparisonThread.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final long CLOSE_MILLIS = 2_000;

    private final BooleanSupplier task;
    private final Duration pace;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread thread = new Thread(work, "position-comparison");
                        thread.setDaemon(true);
                        return thread;
                    });

    private final Heartbeat heart = new Heartbeat("position-comparison");
    private @Nullable ScheduledFuture<?> next;
    private boolean started;
    private boolean wanted;
    private @Nullable Duration afterRun;

    /**
     * Does nothing before {@link #start}.
     *
     * @param task tells whether it settled something
     */
    ComparisonThread(BooleanSupplier task, Duration pace) {
        this.task = task;
        this.pace = pace;
    }

    /** Starts with a first run at once. */
    synchronized void start() {
        started = true;
        executor.scheduleWithFixedDelay(heart::beat, 0, 1, TimeUnit.SECONDS);
        schedule(Duration.ZERO);
    }

    /** Of the thread. */
    Heartbeat heart() {
        return heart;
    }

    /** Has the next run come at once, after the present one if there is one. */
    synchronized void runSoon() {
        if (started) {
            wanted = true;
            schedule(Duration.ZERO);
        }
    }

    /** Has the next run come within that time. */
    synchronized void runWithin(Duration time) {
        long delay = next == null ? 0 : next.getDelay(TimeUnit.MILLISECONDS);
        if (started && delay > time.toMillis()) {
            schedule(time);
        } else if (started && delay <= 0) {
            // The present one may have asked already.
            afterRun = time;
        }
    }

    private Duration retryAfter() {
        return pace.compareTo(RETRY_AFTER) < 0 ? pace : RETRY_AFTER;
    }

    private synchronized void schedule(Duration delay) {
        if (next != null) {
            next.cancel(false);
        }
        try {
            next = executor.schedule(this::run, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("No further comparison: closed");
        }
    }

    private void run() {
        takeWanted();
        Duration pause = pace;
        try {
            if (!task.getAsBoolean()) {
                pause = retryAfter();
            }
        } catch (RuntimeException | Error failed) {
            // Whatever it was: without a next run nobody would compare any more, and nobody would
            // know.
            LOG.error(
                    "Comparison with the venue failed, trying again: seconds={}",
                    pause.toSeconds(),
                    failed);
        }
        scheduleAfterRun(pause);
    }

    private synchronized void scheduleAfterRun(Duration pause) {
        Duration within = afterRun;
        afterRun = null;
        Duration least = within != null && within.compareTo(pause) < 0 ? within : pause;
        schedule(wanted ? Duration.ZERO : least);
    }

    private synchronized void takeWanted() {
        wanted = false;
    }

    /** Interrupts a running task, and waits at most two seconds for it. */
    @Override
    public void close() {
        heart.end();
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("Comparison with the venue is still waiting for its answer");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
