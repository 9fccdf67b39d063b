package io.openbell.launcher.supervisor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** How often a component may fail, and how long it rests before it starts again. */
final class RestartBudget {

    /** Failures older than this are forgotten; ready for as long, and the rests are short again. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    /** Longest rest of a required component, before jitter. */
    static final Duration REQUIRED_CAP = Duration.ofSeconds(60);

    /** Longest rest of an optional component, before jitter. */
    static final Duration OPTIONAL_CAP = Duration.ofSeconds(300);

    private static final double JITTER = 0.2;

    private final Deque<Long> failures = new ArrayDeque<>();
    private int inARow;

    /**
     * Counts a failure.
     *
     * @param random from 0 to 1
     * @return nanoseconds to rest, or empty when the budget is used up
     */
    OptionalLong failed(long nowNanos, Policy policy, double random) {
        while (!failures.isEmpty() && nowNanos - failures.peekFirst() >= WINDOW.toNanos()) {
            failures.removeFirst();
        }
        failures.addLast(nowNanos);
        inARow++;
        if (!policy.restartOnFailure() || failures.size() > policy.maxRestarts()) {
            return OptionalLong.empty();
        }
        long cap = (policy.required() ? REQUIRED_CAP : OPTIONAL_CAP).toNanos();
        long rest = Duration.ofSeconds(1L << Math.min(inARow - 1, 20)).toNanos();
        return OptionalLong.of((long) (Math.min(cap, rest) * (1 - JITTER + 2 * JITTER * random)));
    }

    /** It has been ready without a break for that long. */
    void ready(long nanos) {
        if (nanos >= WINDOW.toNanos()) {
            inARow = 0;
        }
    }

    /** Failures within the window. */
    int used() {
        return failures.size();
    }

    /** As new. */
    void reset() {
        failures.clear();
        inARow = 0;
    }
}
