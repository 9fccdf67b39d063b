package io.openbell.launcher.supervisor;

import io.openbell.api.component.Health;
import io.openbell.launcher.supervisor.Observation.Presence;
import io.openbell.launcher.supervisor.Slot.Permit;
import java.time.Duration;
import java.util.function.Function;

/** Watches the components that have a permit or are about to, and tells what it finds. */
final class Watch {

    /** What it finds. */
    interface Findings {
        /** Ready for the first time. */
        void started(Slot slot, long now);

        /** Does not do its job. */
        void failed(Slot slot, String reason, long now);

        /** Does not do its job, and no restart helps. */
        void failedForGood(Slot slot, String reason, long now);

        /** Its constructor does not return. */
        void stuck(Slot slot, String reason, long now);
    }

    /** A bundle that is down for less is being updated. */
    private static final long BUNDLE_GRACE_NANOS = Duration.ofMillis(300).toNanos();

    /** An instance that is gone for less is being replaced by SCR. */
    private static final long INSTANCE_GRACE_NANOS = Duration.ofMillis(750).toNanos();

    private static final long PROBE_DEADLINE_NANOS = SupervisorCore.PROBE_DEADLINE.toNanos();
    private static final long START_TIMEOUT_NANOS = SupervisorCore.START_TIMEOUT.toNanos();
    private static final long OUTAGE_NANOS = SupervisorCore.LONGEST_OUTAGE.toNanos();

    private final Machinery machinery;
    private final Function<String, Slot> slots;
    private final Findings findings;

    Watch(Machinery machinery, Function<String, Slot> slots, Findings findings) {
        this.machinery = machinery;
        this.slots = slots;
        this.findings = findings;
    }

    /** Takes in how it looks now. */
    void observe(Slot slot, Observation seen, long now) {
        slot.seen = seen;
        slot.bundleDownSince = since(slot.bundleDownSince, Presence.BUNDLE_DOWN, seen, now);
        slot.satisfiedSince = since(slot.satisfiedSince, Presence.SATISFIED, seen, now);
        if (seen.presence() != Presence.ACTIVE) {
            slot.gone(now);
        } else if (slot.isNewInstance()) {
            slot.constructed(now);
        }
    }

    private static long since(long before, Presence presence, Observation seen, long now) {
        if (seen.presence() != presence) {
            return Slot.NEVER;
        }
        return before == Slot.NEVER ? now : before;
    }

    /** Its constructor runs; it has this long. */
    void watchConstructor(Slot slot, long now, Duration limit) {
        if (now - slot.permitSince >= limit.toNanos()) {
            slot.permit = Permit.STUCK;
            findings.stuck(
                    slot, "its constructor has not returned for " + limit.toSeconds() + " s", now);
        }
    }

    /** It has its permit. */
    void watchLiving(Slot slot, long now) {
        if (slot.failing || standsOnSomethingDown(slot)) {
            return;
        }
        switch (slot.seen.presence()) {
            case FAILED -> {
                if (slot.seen.permanent()) {
                    findings.failedForGood(slot, slot.seen.detail(), now);
                } else {
                    findings.failed(slot, slot.seen.detail(), now);
                }
            }
            case BUNDLE_DOWN -> {
                if (now - slot.bundleDownSince >= BUNDLE_GRACE_NANOS) {
                    findings.failed(slot, "its bundle was stopped", now);
                }
            }
            case SATISFIED -> {
                if (now - slot.satisfiedSince >= START_TIMEOUT_NANOS) {
                    findings.failed(
                            slot,
                            "all it needs is there, but SCR has not constructed it for "
                                    + SupervisorCore.START_TIMEOUT.toSeconds()
                                    + " s",
                            now);
                }
            }
            case ACTIVE -> watchHealth(slot, now);
            case UNSATISFIED, ABSENT -> watchForItsReturn(slot, now);
        }
    }

    /** Deactivated, and not by us. One that never was constructed is only waiting. */
    private void watchForItsReturn(Slot slot, long now) {
        if (slot.constructedUnderPermit
                && slot.goneSince != Slot.NEVER
                && now - slot.goneSince >= INSTANCE_GRACE_NANOS) {
            findings.failed(
                    slot,
                    "it was deactivated, and not by the Supervisor: it lacks " + slot.seen.detail(),
                    now);
        }
    }

    /** What happens to it then is its ground's fault and not charged to it. */
    boolean standsOnSomethingDown(Slot slot) {
        DependencyGraph.Node node = slot.node;
        return node != null
                && node.hard().stream()
                        .map(slots)
                        .anyMatch(
                                ground ->
                                        ground.failing
                                                || ground.permit != Permit.HELD
                                                || ground.isBundleDown()
                                                || ground.seen.presence() == Presence.FAILED
                                                || standsOnSomethingDown(ground));
    }

    private boolean standsOnSomethingUnready(Slot slot) {
        DependencyGraph.Node node = slot.node;
        return node != null && node.hard().stream().map(slots).anyMatch(ground -> !ground.ready);
    }

    private void watchHealth(Slot slot, long now) {
        String trouble = slot.pulses.trouble(now);
        if (!trouble.isEmpty()) {
            findings.failed(slot, trouble, now);
            return;
        }
        if (slot.probeSentAt != Slot.NEVER) {
            watchTheAnswer(slot, now);
        } else if (now - slot.nextProbeAt >= 0) {
            slot.probeSentAt = now;
            machinery.probe(slot.id, slot.epoch);
        }
        if (slot.failing) {
            return;
        }
        if (slot.becomesReady(now)) {
            boolean first = !slot.everReady;
            slot.ready(now);
            if (first) {
                findings.started(slot, now);
            }
        } else if (slot.ready) {
            slot.budget.ready(now - slot.readySince);
        } else if (slot.isUnavailable()) {
            watchTheOutage(slot, now);
        } else if (!slot.everReady
                && slot.goodSince == Slot.NEVER
                && now - slot.constructedSince >= START_TIMEOUT_NANOS) {
            Health known = slot.health;
            findings.failed(
                    slot,
                    "not ready within "
                            + SupervisorCore.START_TIMEOUT.toSeconds()
                            + " s: "
                            + (known == null ? "no answer" : known.detail()),
                    now);
        }
    }

    /** One that hangs counts again and again. */
    void watchTheAnswer(Slot slot, long now) {
        if (now - slot.probeSentAt < (slot.probesLate + 1) * PROBE_DEADLINE_NANOS) {
            return;
        }
        slot.probesLate++;
        long seconds = slot.probesLate * SupervisorCore.PROBE_DEADLINE.toSeconds();
        String why =
                slot.misses + 1 > slot.probesLate
                        ? "no answer to its health check within "
                                + seconds
                                + " s, "
                                + (slot.misses + 1)
                                + " times in a row"
                        : "no answer to its health check for " + seconds + " s";
        slot.missed(why);
        if (slot.misses >= SupervisorCore.MISSES) {
            String where = machinery.whereItHangs(slot.id);
            findings.failed(slot, where.isEmpty() ? why : why + ", " + where, now);
        }
    }

    /** A new start may help after a long outage; but an outage is no reason to give up. */
    private void watchTheOutage(Slot slot, long now) {
        if (!slot.outageCharged
                && now - slot.unavailableSince >= OUTAGE_NANOS
                && slot.budget.hasRestart(now, slot.policy)
                && !standsOnSomethingUnready(slot)) {
            slot.outageCharged = true;
            Health known = slot.health;
            findings.failed(
                    slot,
                    "unavailable for "
                            + SupervisorCore.LONGEST_OUTAGE.toMinutes()
                            + " minutes: "
                            + (known == null ? "" : known.detail()),
                    now);
        }
    }
}
