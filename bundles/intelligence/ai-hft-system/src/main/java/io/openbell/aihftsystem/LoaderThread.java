package io.openbell.aihftsystem;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon thread "strategy-loader", which knows what it is busy with. */
final class LoaderThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoaderThread.class);

    private record Work(String what, long sinceNanos) {}

    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(
                    work -> {
                        Thread thread = new Thread(work, "strategy-loader");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final AtomicInteger undone = new AtomicInteger();
    private volatile @Nullable Work present;

    /** Does it after everything that was asked before. Once closed, nothing is done any more. */
    void run(String what, Runnable action) {
        undone.incrementAndGet();
        try {
            executor.execute(
                    () -> {
                        present = new Work(what, System.nanoTime());
                        try {
                            action.run();
                        } catch (Throwable failure) {
                            LOG.error(
                                    "strategy-loader failed: work={}",
                                    what,
                                    DetachedFailure.of(failure));
                        } finally {
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
        executor.shutdownNow();
    }
}
