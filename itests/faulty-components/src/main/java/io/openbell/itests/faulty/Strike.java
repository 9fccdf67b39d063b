package io.openbell.itests.faulty;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** An error, once, where a thread calls somebody next. */
final class Strike implements Runnable {

    /** The slowest looks each half a minute. */
    private static final long PATIENCE_SECONDS = 40;

    /** What follows at once is still the same piece of work, on its way out. */
    private static final long SETTLING_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Worker worker;
    private final Runnable survived;
    private final CountDownLatch struck = new CountDownLatch(1);
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile long struckNanos;

    /** @param survived called once if the thread goes on calling afterwards */
    Strike(Worker worker, Runnable survived) {
        this.worker = worker;
        this.survived = survived;
    }

    @Override
    public void run() {
        if (!worker.isCurrent()) {
            return;
        }
        if (struck.getCount() > 0) {
            struckNanos = System.nanoTime();
            struck.countDown();
            throw new StackOverflowError("struck on purpose");
        }
        if (System.nanoTime() - struckNanos > SETTLING_NANOS && told.compareAndSet(false, true)) {
            survived.run();
        }
    }

    /** Until it was struck. */
    void await() {
        try {
            if (!struck.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        worker.name() + " calls nobody while there is nothing to do");
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
