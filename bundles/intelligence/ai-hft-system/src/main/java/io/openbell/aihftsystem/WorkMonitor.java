package io.openbell.aihftsystem;

import io.openbell.aihftsystem.Trial.TrialFailed;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Does a stranger's work on a thread of its own, and gives it up when one step of it does not return. */
final class WorkMonitor {

    private static final Duration LOOK = Duration.ofMillis(20);

    /** What takes time when a bundle is new: installing, loading, constructing. */
    static final Duration LOADING_LIMIT = Duration.ofSeconds(5);

    /** What a callback may take, as on the loop. */
    static final Duration CALLBACK_LIMIT = Duration.ofSeconds(1);

    /** Below those that trade, where the JVM hands priorities on (-XX:ThreadPriorityPolicy=1). */
    static final int PRIORITY = Thread.NORM_PRIORITY - 2;

    private record Step(String what, Duration limit) {}

    /** Something that may throw anything. */
    interface Work<T> {
        T run() throws Exception;
    }

    private volatile @Nullable Step present;

    /** A callback. */
    void run(String what, Runnable callback) {
        Step before = present;
        present = new Step(what, CALLBACK_LIMIT);
        try {
            callback.run();
        } finally {
            present = before;
        }
    }

    /** A step that may take longer. */
    <T> T load(String what, Work<T> work) throws Exception {
        present = new Step(what, LOADING_LIMIT);
        try {
            return work.run();
        } finally {
            present = null;
        }
    }

    /**
     * Waits for the work, however long it takes, as long as each of its steps returns in time.
     *
     * @throws TrialFailed if it failed, or if a step does not return; its thread is interrupted and left alone then
     */
    <T> T await(String threadName, Work<T> work) throws InterruptedException {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                done.complete(work.run());
                            } catch (StackOverflowError failed) {
                                done.completeExceptionally(
                                        new IllegalStateException("endless recursion", failed));
                            } catch (Throwable failed) {
                                // Anything that got past would be a dead thread of ours, and a wait
                                // without end.
                                done.completeExceptionally(failed);
                            }
                        },
                        threadName);
        thread.setDaemon(true);
        thread.setPriority(PRIORITY);
        thread.start();
        Step watched = null;
        long stuckNanos = 0;
        long lastNanos = System.nanoTime();
        while (true) {
            try {
                return done.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException failed) {
                throw reason(failed.getCause());
            } catch (TimeoutException notYet) {
                Step now = present;
                long nanos = System.nanoTime();
                // A process that stood still is nobody's offence: a look counts as four at most.
                long elapsed = Math.min(nanos - lastNanos, 4 * LOOK.toNanos());
                lastNanos = nanos;
                stuckNanos = now != null && now == watched ? stuckNanos + elapsed : 0;
                watched = now;
                if (now != null && stuckNanos > now.limit().toNanos()) {
                    thread.interrupt();
                    throw new TrialFailed(
                            now.what()
                                    + " and has not returned for "
                                    + now.limit().toMillis()
                                    + " ms");
                }
            }
        }
    }

    private static TrialFailed reason(@Nullable Throwable cause) {
        if (cause instanceof TrialFailed failed) {
            return failed;
        }
        if (cause instanceof LinkageError && cause.getCause() != null) {
            // A static initializer that failed says why one level down only.
            return new TrialFailed(cause + ": " + cause.getCause(), cause);
        }
        String message = cause == null || cause.getMessage() == null ? "" : cause.getMessage();
        return new TrialFailed(
                message.isEmpty() || cause instanceof LinkageError
                        ? String.valueOf(cause)
                        : message,
                cause);
    }
}
