package io.openbell.launcher.supervisor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * How often a component may fail, and how long it rests before it starts again. Failures count from when they were found, and
 * restarts from when they came: a long rest after an early failure and a short one after a late failure bring restarts closer
 * together than their failures were.
 */
final class RestartBudget {

    /** Failures and restarts older than this are forgotten; ready for as long, and the rests are short again. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    /** Longest rest of a required component, before jitter. */
    static final Duration REQUIRED_CAP = Duration.ofSeconds(60);

    /** Longest rest of an optional component, before jitter. */
    static final Duration OPTIONAL_CAP = Duration.ofSeconds(300);

    private static final double JITTER = 0.2;

    private final Deque<Long> failures = new ArrayDeque<>();
    private final Deque<Long> restarts = new ArrayDeque<>();
    private boolean restartDue;
    private int inARow;

    /**
     * Counts a failure.
     *
     * @param random from 0 to 1
     * @return nanoseconds to rest, or empty when the budget is used up
     */
    OptionalLong failed(long nowNanos, Policy policy, double random) {
        failures.removeIf(at -> nowNanos - at >= WINDOW.toNanos());
        restarts.removeIf(at -> nowNanos - at >= WINDOW.toNanos());
        failures.addLast(nowNanos);
        restartDue = true;
        inARow++;
        double spread = 1 - JITTER + 2 * JITTER * random;
        long rest = (long) (rest(inARow, policy.required()) * spread);
        boolean again =
                policy.restartOnFailure()
                        && within(failures, nowNanos) <= policy.maxRestarts()
                        && within(restarts, nowNanos + rest) < policy.maxRestarts();
        return again ? OptionalLong.of(rest) : OptionalLong.empty();
    }

    /** It starts. True if that is a restart, because of a failure of its own. */
    boolean starts(long nowNanos) {
        boolean again = restartDue;
        restartDue = false;
        if (again) {
            restarts.addLast(nowNanos);
        }
        return again;
    }

    /** The latest failure was another's fault. True if a restart has followed it already, which does not count either. */
    boolean refund() {
        failures.pollLast();
        boolean restarted = !restartDue && restarts.pollLast() != null;
        restartDue = false;
        inARow = Math.max(0, inARow - 1);
        return restarted;
    }

    /** A failure of an earlier process that still counts. Oldest first. */
    void remember(long atNanos) {
        failures.addLast(atNanos);
        restarts.addLast(atNanos);
        inARow++;
    }

    /** One more failure, and there is a restart for it. */
    boolean hasRestart(long nowNanos, Policy policy) {
        return policy.restartOnFailure() && within(failures, nowNanos) < policy.maxRestarts();
    }

    /** It has been ready without a break for that long. */
    void ready(long nanos) {
        if (nanos >= WINDOW.toNanos()) {
            inARow = 0;
        }
    }

    /** Failures within the window. */
    int used(long nowNanos) {
        return within(failures, nowNanos);
    }

    /** As new. */
    void reset() {
        failures.clear();
        restarts.clear();
        restartDue = false;
        inARow = 0;
    }

    /**
     * The longest time that a component which fails at every start can take until it has used up its restarts: with a policy
     * for which this is not shorter than {@link #WINDOW}, the limit would never be reached.
     */
    static Duration longestWayToTheLimit(Policy policy) {
        long nanos = 0;
        for (int failure = 1; failure <= policy.maxRestarts(); failure++) {
            nanos += (long) (rest(failure, policy.required()) * (1 + JITTER));
            nanos += SupervisorCore.START_TIMEOUT.plus(policy.startupDelay()).toNanos();
        }
        return Duration.ofNanos(nanos);
    }

    /** Nanoseconds, before jitter, after so many failures in a row. */
    private static long rest(int inARow, boolean required) {
        long cap = (required ? REQUIRED_CAP : OPTIONAL_CAP).toNanos();
        return Math.min(cap, Duration.ofSeconds(1L << Math.min(inARow - 1, 20)).toNanos());
    }

    /** How many lie less than the window before then. */
    private static int within(Deque<Long> times, long then) {
        return (int) times.stream().filter(at -> then - at < WINDOW.toNanos()).count();
    }
}
