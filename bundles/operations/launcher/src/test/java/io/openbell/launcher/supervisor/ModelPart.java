package io.openbell.launcher.supervisor;

import io.openbell.launcher.supervisor.DependencyGraph.Node;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** What the {@link ReferenceModel} knows of one component: facts of the world, and what the supervisor did to it. */
final class ModelPart {

    static final long WINDOW = Duration.ofMinutes(10).toNanos();
    static final long NEVER = Long.MIN_VALUE;

    private static final long LATE = Duration.ofSeconds(2).toNanos();

    final Node node;
    final Deque<Long> failures = new ArrayDeque<>();
    final Deque<Long> restarts = new ArrayDeque<>();
    Policy policy;
    boolean permit;
    boolean constructing;
    boolean stopping;
    long order;

    /** A failure that no start has followed yet. */
    boolean failed;

    /** Failed while it ran: it stops, even if an operator forgives it before it has. */
    boolean leaves;

    boolean down;
    long failedAt = NEVER;
    int inARow;

    private boolean there;
    private long askedAt = NEVER;
    private long goodSince = NEVER;
    private boolean wasReady;
    private long readySince = NEVER;

    ModelPart(Node node, Policy policy) {
        this.node = node;
        this.policy = policy;
    }

    /** An instance of it is there or not; what was known of its health is void. */
    void there(boolean constructed) {
        there = constructed;
        askedAt = NEVER;
        goodSince = NEVER;
        readySince = NEVER;
        wasReady = false;
    }

    boolean isAsked() {
        return askedAt != NEVER;
    }

    void asked(long now) {
        askedAt = now;
    }

    void answered(boolean good, long now) {
        boolean counts = good && now - askedAt < LATE;
        askedAt = NEVER;
        goodSince = !counts ? NEVER : goodSince == NEVER ? now : goodSince;
    }

    /** No deadline runs while the process does not. */
    void slept(long nanos) {
        askedAt = askedAt == NEVER ? NEVER : askedAt + nanos;
        readySince = readySince == NEVER ? NEVER : readySince + nanos;
    }

    /** Constructed, well by its latest answer, none overdue, startupDelay over, and nothing on its way to stop it. */
    boolean isReady(long now) {
        if (askedAt != NEVER && now - askedAt >= LATE) {
            goodSince = NEVER;
        }
        boolean well =
                goodSince != NEVER
                        && (wasReady || now - goodSince >= policy.startupDelay().toNanos());
        return there && permit && !stopping && !isFailing() && well;
    }

    boolean isFailing() {
        return failed || leaves;
    }

    /** Ten minutes of readiness without a break make its rests short again. */
    void looked(long now) {
        boolean ready = isReady(now);
        wasReady |= ready;
        readySince = !ready ? NEVER : readySince == NEVER ? now : readySince;
        if (ready && now - readySince >= WINDOW) {
            inARow = 0;
        }
    }

    /** How many of them lie within the ten minutes that end then. */
    int within(Deque<Long> times, long then) {
        return (int) times.stream().filter(at -> then - at < WINDOW).count();
    }
}
