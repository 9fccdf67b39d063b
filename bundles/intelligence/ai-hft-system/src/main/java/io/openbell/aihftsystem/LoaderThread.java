package io.openbell.aihftsystem;

import io.openbell.api.component.Heartbeat;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon thread "strategy-loader", which knows what it is busy with. */
final class LoaderThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoaderThread.class);

    private record Work(String what, long sinceNanos) {}

    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread thread = new Thread(work, "strategy-loader");
                        thread.setDaemon(true);
                        thread.setPriority(WorkMonitor.PRIORITY);
                        return thread;
                    });
    private final AtomicInteger undone = new AtomicInteger();
    private final Heartbeat heart = new Heartbeat("strategy-loader");
    private volatile @Nullable Work present;

    /** Waits for work. */
    LoaderThread() {
        executor.scheduleWithFixedDelay(heart::beat, 0, 1, TimeUnit.SECONDS);
    }

    /** Beats between one work and the next: what strangers' code takes is a warning, and no restart mends it. */
    Heartbeat heart() {
        return heart;
    }

    /** Does it after everything that was asked before. Once closed, nothing is done any more. */
    void run(String what, Runnable action) {
        undone.incrementAndGet();
        try {
            executor.execute(
                    () -> {
                        present = new Work(what, System.nanoTime());
                        heart.rest();
                        try {
                            action.run();
                        } catch (Throwable failure) {
                            LOG.error(
                                    "strategy-loader failed: work={}",
                                    what,
                                    DetachedFailure.of(failure));
                        } finally {
                            heart.beat();
                            present = null;
                            undone.decrementAndGet();
                        }
                    });
        } catch (RejectedExecutionException closed) {
            LOG.debug("strategy-loader is closed, left undone: work={}", what);
        }
    }

    /** Everything it was asked for is done. */
    boolean isIdle() {
        return undone.get() == 0;
    }

    /** What has kept it busy for longer than that, for people. */
    Optional<String> busyLongerThan(Duration limit) {
        Work work = present;
        if (work == null) {
            return Optional.empty();
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - work.sinceNanos());
        return taken.compareTo(limit) > 0
                ? Optional.of(work.what() + " for " + taken.toSeconds() + " s")
                : Optional.empty();
    }

    /** Interrupts what is being done, and ends. */
    @Override
    public void close() {
        heart.end();
        executor.shutdownNow();
    }
}
