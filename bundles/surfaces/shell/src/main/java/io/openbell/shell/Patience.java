package io.openbell.shell;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Waits for somebody else's thread to get something done.
 *
 * @param limit the longest it waits
 */
record Patience(Duration limit) {

    /** As long as a person waits for an answer. */
    static final Patience FIVE_SECONDS = new Patience(Duration.ofSeconds(5));

    private static final long PAUSE_MILLIS = 20;

    /** True as soon as the condition holds, false when the time is over. */
    boolean until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }
}
