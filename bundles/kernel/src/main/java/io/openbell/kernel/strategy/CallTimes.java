package io.openbell.kernel.strategy;

import io.openbell.api.view.CallbackTimes;

/** How long the calls of one strategy took, to an eighth. One thread. */
final class CallTimes {

    /** Eight steps between two powers of two. */
    private static final int STEP_BITS = 3;

    private static final int STEPS = 1 << STEP_BITS;

    private final long[] counts = new long[64 * STEPS];
    private long calls;
    private long longestNanos;

    void add(long nanos) {
        long taken = Math.max(0, nanos);
        counts[indexOf(taken)]++;
        calls++;
        longestNanos = Math.max(longestNanos, taken);
    }

    CallbackTimes read() {
        return calls == 0
                ? CallbackTimes.NONE
                : new CallbackTimes(calls, quantile(0.5), quantile(0.99), longestNanos);
    }

    /** The upper edge of the step in which that share of the calls ends. */
    private long quantile(double share) {
        long rank = (long) Math.ceil(share * calls);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.min(upperEdge(i), longestNanos);
            }
        }
        return longestNanos;
    }

    private static int indexOf(long nanos) {
        if (nanos < STEPS) {
            return (int) nanos;
        }
        int power = 63 - Long.numberOfLeadingZeros(nanos);
        return (power - STEP_BITS + 1) * STEPS + (int) ((nanos >>> (power - STEP_BITS)) - STEPS);
    }

    private static long upperEdge(int index) {
        if (index < STEPS) {
            return index;
        }
        int power = index / STEPS + STEP_BITS - 1;
        long low = (long) (STEPS + index % STEPS) << (power - STEP_BITS);
        return low + (1L << (power - STEP_BITS)) - 1;
    }
}
