package io.openbell.orderexecutor;

/** Moments of {@link System#nanoTime()}, which may overflow: only differences say anything. */
final class Nanos {

    private Nanos() {}

    static long earlier(long one, long other) {
        return one - other <= 0 ? one : other;
    }

    static long later(long one, long other) {
        return one - other >= 0 ? one : other;
    }
}
