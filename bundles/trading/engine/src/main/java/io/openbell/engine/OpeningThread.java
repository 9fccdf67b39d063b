package io.openbell.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Opens the journal on a thread of its own, "journal-opener": who asked may be interrupted, because its component is
 * stopped; a file that is being written then would be closed, which looks like a disk that refuses. Any thread.
 */
final class OpeningThread {

    /** What is done there. */
    @FunctionalInterface
    interface Opening {
        /** How many events there are. */
        long open() throws IOException;
    }

    private @Nullable FutureTask<Long> latest;

    /**
     * Waits for it; for the one that is under way, if there is one.
     *
     * @throws InterruptedIOException if the caller is interrupted; the opening goes on
     */
    long await(Opening opening) throws IOException {
        FutureTask<Long> task = task(opening);
        try {
            return task.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            InterruptedIOException told =
                    new InterruptedIOException("still being opened, nobody waits for it");
            told.initCause(stopped);
            throw told;
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            if (cause instanceof IOException refused) {
                throw refused;
            }
            if (cause instanceof RuntimeException unable) {
                throw unable;
            }
            throw new IllegalStateException("the journal could not be opened", cause);
        }
    }

    private synchronized FutureTask<Long> task(Opening opening) {
        FutureTask<Long> present = latest;
        if (present != null && !present.isDone()) {
            return present;
        }
        FutureTask<Long> next = new FutureTask<>(opening::open);
        latest = next;
        Thread thread = new Thread(next, "journal-opener");
        thread.setDaemon(true);
        thread.start();
        return next;
    }

    /** False if one is still under way after that time. */
    boolean awaitEnd(Duration limit) {
        FutureTask<Long> present;
        synchronized (this) {
            present = latest;
        }
        if (present == null) {
            return true;
        }
        try {
            present.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException told) {
            // Whoever asked has it.
        }
        return present.isDone();
    }
}
