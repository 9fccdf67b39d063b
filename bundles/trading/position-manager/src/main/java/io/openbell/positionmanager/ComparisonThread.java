package io.openbell.positionmanager;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a task again and again on the thread "position-comparison": soon after one that was not possible, else at its pace. */
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

    /**
     * Starts. The first run comes soon.
     *
     * @param task tells whether it was possible
     */
    ComparisonThread(BooleanSupplier task, Duration pace) {
        this.task = task;
        this.pace = pace;
        schedule(retryAfter());
    }

    private Duration retryAfter() {
        return pace.compareTo(RETRY_AFTER) < 0 ? pace : RETRY_AFTER;
    }

    private void schedule(Duration delay) {
        try {
            var unused = executor.schedule(this::run, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("No further comparison: closed");
        }
    }

    private void run() {
        Duration next = pace;
        try {
            if (!task.getAsBoolean()) {
                next = retryAfter();
            }
        } catch (RuntimeException failed) {
            LOG.error(
                    "Comparison with the venue failed, trying again: seconds={}",
                    next.toSeconds(),
                    failed);
        }
        schedule(next);
    }

    /** Interrupts a running task, and waits at most two seconds for it. */
    @Override
    public void close() {
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
