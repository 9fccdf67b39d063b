package io.openbell.api.view;

/**
 * How long the callbacks of a strategy took, on the thread that called.
 *
 * @param calls      how many there were
 * @param medianNanos half of them took no longer, to an eighth
 * @param p99Nanos   99 of 100 took no longer, to an eighth
 * @param longestNanos the longest
 */
public record CallbackTimes(long calls, long medianNanos, long p99Nanos, long longestNanos) {

    /** Of a strategy that was not called yet. */
    public static final CallbackTimes NONE = new CallbackTimes(0, 0, 0, 0);
}
