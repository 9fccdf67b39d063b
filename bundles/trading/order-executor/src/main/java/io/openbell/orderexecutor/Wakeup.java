package io.openbell.orderexecutor;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a thread wait until something is to do, or it is time. Several calls before it looks count as one. */
final class Wakeup {

    private final Semaphore calls = new Semaphore(0);

    void call() {
        calls.release();
    }

    void await(Duration longest) throws InterruptedException {
        if (calls.tryAcquire(Math.max(1, longest.toMillis()), TimeUnit.MILLISECONDS)) {
            calls.drainPermits();
        }
    }
}
