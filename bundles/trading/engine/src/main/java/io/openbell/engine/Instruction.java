package io.openbell.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work on the loop's own state (subscribers, the past), done between two events, for which somebody waits. */
final class Instruction implements Input {

    private static final long LOOK_AT_LOOP_MILLIS = 100;

    private final String what;
    private final Runnable action;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** @param what for error messages */
    Instruction(String what, Runnable action) {
        this.what = what;
        this.action = action;
    }

    /** On the loop's thread. */
    void execute() {
        try {
            action.run();
            done.complete(null);
        } catch (RuntimeException | Error failure) {
            done.completeExceptionally(failure);
            throw failure;
        }
    }

    /** The loop has ended without it. */
    void refuse() {
        done.completeExceptionally(new IllegalStateException("the trading loop has stopped"));
    }

    /**
     * Waits until it is done.
     *
     * @throws IllegalStateException if that takes longer than the limit, fails, or the loop or the caller is ended
     */
    void await(Duration limit, Thread loop) {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        while (!isDoneWithin(LOOK_AT_LOOP_MILLIS)) {
            if (!loop.isAlive()) {
                refuse();
            } else if (System.nanoTime() - deadlineNanos > 0) {
                throw new IllegalStateException(
                        "the trading loop did not come to '"
                                + what
                                + "' within "
                                + limit.toMillis()
                                + " ms; it is held up, see loop-watchdog in the log");
            }
        }
    }

    private boolean isDoneWithin(long millis) {
        try {
            done.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException failure) {
            throw new IllegalStateException(
                    "the trading loop could not do '" + what + "'", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while waiting for '" + what + "'", interrupted);
        }
    }
}
