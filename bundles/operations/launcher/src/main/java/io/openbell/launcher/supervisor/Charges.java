package io.openbell.launcher.supervisor;

import io.openbell.launcher.supervisor.DependencyGraph.Node;
import io.openbell.launcher.supervisor.Slot.Permit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/** What follows from a failure: whom it counts against, who rests for how long, who stays down, and when all is halted. */
final class Charges implements Watch.Findings {

    /** One that fails this soon before what it stands on failed because of that. */
    private static final long SAME_CAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    /** More restarts within {@link RestartBudget#WINDOW}, whoever they are of, and nothing can be trusted. */
    static final int MOST_RESTARTS_OF_ALL = 15;

    private record Restart(String id, long at) {}

    private final Map<String, Slot> slots;
    private final Function<String, Slot> slot;
    private final InstantSource clock;
    private final DoubleSupplier random;
    private final SupervisorListener listener;
    private final Deque<Restart> restarts = new ArrayDeque<>();
    private long sequence;

    Charges(
            Map<String, Slot> slots,
            Function<String, Slot> slot,
            InstantSource clock,
            DoubleSupplier random,
            SupervisorListener listener) {
        this.slots = slots;
        this.slot = slot;
        this.clock = clock;
        this.random = random;
        this.listener = listener;
    }

    /** Numbers starts and becoming ready, so that the stop can go through them backwards. */
    long nextSequence() {
        return ++sequence;
    }

    /** Failures of an earlier process that still count; times in any order. */
    void remember(Map<String, List<Instant>> failures, long now) {
        Instant present = clock.instant();
        failures.forEach(
                (id, times) ->
                        times.stream()
                                .map(at -> Duration.between(at, present).toNanos())
                                // A clock that was put back must not make a failure older.
                                .map(age -> now - Math.max(0, age))
                                .filter(at -> now - at < RestartBudget.WINDOW.toNanos())
                                .sorted()
                                .forEach(
                                        at -> {
                                            slot.apply(id).budget.remember(at);
                                            restarts.addLast(new Restart(id, at));
                                        }));
    }

    /** It starts; again, if it has failed before, and not only what it stands on. */
    void starts(Slot starting, long now) {
        starting.sequence = nextSequence();
        if (!starting.budget.starts(now)) {
            return;
        }
        starting.restarts++;
        restarts.addLast(new Restart(starting.id, now));
        restarts.removeIf(restart -> now - restart.at() >= RestartBudget.WINDOW.toNanos());
        if (restarts.size() > MOST_RESTARTS_OF_ALL) {
            listener.halted(
                    restarts.size()
                            + " restarts within ten minutes, more than "
                            + MOST_RESTARTS_OF_ALL
                            + "; the latest of "
                            + starting.id);
        }
    }

    @Override
    public void started(Slot started, long now) {
        started.sequence = nextSequence();
        started.failure = "";
        started.startLogged = true;
        listener.started(started.id);
    }

    @Override
    public void failed(Slot failed, String reason, long now) {
        if (failed.permit == Permit.GRANTING) {
            failed.diedWhileStarting = reason;
            return;
        }
        OptionalLong rest = charge(failed, reason, now);
        failed.staysDown = rest.isEmpty();
        failed.restNanos = rest.orElse(0);
        failed.notBefore = now + failed.restNanos;
        if (!failed.staysDown) {
            failed.failure = reason;
            listener.failed(failed.id, reason, false, failed.policy.required());
            return;
        }
        failed.failure =
                failed.policy.restartOnFailure()
                        ? reason + " (failure " + failed.budget.used(now) + " in ten minutes)"
                        : reason;
        failed.finalAt = now + SAME_CAUSE_NANOS;
    }

    @Override
    public void failedForGood(Slot failed, String reason, long now) {
        charge(failed, reason, now);
        failed.staysDown = true;
        failed.failure = reason;
        failed.finalAt = now + SAME_CAUSE_NANOS;
    }

    @Override
    public void stuck(Slot failed, String reason, long now) {
        failed.staysDown = true;
        failed.failure = reason;
        giveUp(failed);
    }

    /** It stays down unless what it stands on has failed meanwhile. */
    void decide(Slot failed, long now) {
        if (failed.finalAt != Slot.NEVER && now - failed.finalAt >= 0) {
            giveUp(failed);
        }
    }

    private void giveUp(Slot failed) {
        failed.finalAt = Slot.NEVER;
        listener.failed(failed.id, failed.failure, true, failed.policy.required());
    }

    /** Its failures do not count any more, and it may start. */
    void forgive(Slot forgiven) {
        forgiven.forgive();
        restarts.removeIf(restart -> restart.id().equals(forgiven.id));
        listener.forgiven(forgiven.id);
    }

    private OptionalLong charge(Slot failed, String reason, long now) {
        failed.failing = failed.permit == Permit.HELD;
        failed.ready = false;
        failed.chargedAt = now;
        acquitDependents(failed, now);
        listener.charged(failed.id, clock.instant(), reason);
        return failed.budget.failed(now, failed.policy, random.getAsDouble());
    }

    /** Who stands on it and failed a moment before did so because of it. */
    private void acquitDependents(Slot ground, long now) {
        for (Slot dependent : slots.values()) {
            if (dependent.chargedAt != Slot.NEVER
                    && now - dependent.chargedAt < SAME_CAUSE_NANOS
                    && standsOn(dependent, ground.id, new HashSet<>())) {
                if (dependent.budget.refund()) {
                    forgetTheLatestRestart(dependent.id);
                }
                dependent.acquit();
                listener.refunded(dependent.id);
            }
        }
    }

    private void forgetTheLatestRestart(String id) {
        Iterator<Restart> latestFirst = restarts.descendingIterator();
        while (latestFirst.hasNext()) {
            if (latestFirst.next().id().equals(id)) {
                latestFirst.remove();
                return;
            }
        }
    }

    private boolean standsOn(Slot dependent, String ground, Set<String> seen) {
        Node node = dependent.node;
        return node != null
                && seen.add(dependent.id)
                && (node.hard().contains(ground)
                        || node.hard().stream()
                                .anyMatch(id -> standsOn(slot.apply(id), ground, seen)));
    }
}
