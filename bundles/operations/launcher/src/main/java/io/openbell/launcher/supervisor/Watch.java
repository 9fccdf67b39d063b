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

        /** Its constructor does not return. */
        void stuck(Slot slot, String reason);
    }

    /** A bundle that is down for less is being updated. */
    private static final long BUNDLE_GRACE_NANOS = Duration.ofMillis(300).toNanos();

    private static final long PROBE_DEADLINE_NANOS = SupervisorCore.PROBE_DEADLINE.toNanos();
    private static final long START_TIMEOUT_NANOS = SupervisorCore.START_TIMEOUT.toNanos();

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
        if (slot.isBundleDown() && seen.presence() != Presence.BUNDLE_DOWN && slot.staysDown) {
            slot.forgive();
        }
        slot.seen = seen;
        slot.bundleDownSince =
                seen.presence() != Presence.BUNDLE_DOWN
                        ? Slot.NEVER
                        : slot.bundleDownSince == Slot.NEVER ? now : slot.bundleDownSince;
        slot.satisfiedSince =
                seen.presence() != Presence.SATISFIED
                        ? Slot.NEVER
                        : slot.satisfiedSince == Slot.NEVER ? now : slot.satisfiedSince;
        if (seen.presence() != Presence.ACTIVE) {
            slot.gone(now);
        } else if (slot.isNewInstance()) {
            slot.constructed(now);
        }
    }

    /** Its constructor runs; it has this long. */
    void watchConstructor(Slot slot, long now, Duration limit) {
        if (now - slot.permitSince >= limit.toNanos()) {
            slot.permit = Permit.STUCK;
            findings.stuck(
                    slot, "its constructor has not returned for " + limit.toSeconds() + " s");
        }
    }

    /** It has its permit. */
    void watchLiving(Slot slot, long now) {
        if (slot.failing || standsOnSomethingDown(slot)) {
            return;
        }
        switch (slot.seen.presence()) {
            case FAILED -> findings.failed(slot, slot.seen.detail(), now);
            case BUNDLE_DOWN -> {
                if (now - slot.bundleDownSince >= BUNDLE_GRACE_NANOS) {
                    findings.failed(slot, "its bundle was stopped", now);
                }
            }
            case SATISFIED -> {
                if (now - slot.satisfiedSince >= START_TIMEOUT_NANOS) {
                    findings.failed(slot, "all it needs is there, but it was not constructed", now);
                }
            }
            case ACTIVE -> watchHealth(slot, now);
            case UNSATISFIED, ABSENT -> {}
        }
    }

    /** What happens to it then is its ground's fault and not charged to it. */
    private boolean standsOnSomethingDown(Slot slot) {
        DependencyGraph.Node node = slot.node;
        return node != null
                && node.hard().stream()
                        .map(slots)
                        .anyMatch(
                                ground ->
                                        ground.failing
                                                || ground.permit != Permit.HELD
                                                || ground.isBundleDown());
    }

    private void watchHealth(Slot slot, long now) {
        if (slot.probeSentAt != Slot.NEVER) {
            if (now - slot.probeSentAt >= (slot.probesLate + 1) * PROBE_DEADLINE_NANOS) {
                slot.probesLate++;
                String why =
                        "no answer to its health check for "
                                + slot.probesLate * SupervisorCore.PROBE_DEADLINE.toSeconds()
                                + " s";
                slot.missed(why);
                if (slot.misses >= SupervisorCore.MISSES) {
                    findings.failed(slot, why, now);
                }
            }
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
        } else if (!slot.everReady
                && !slot.isUnavailable()
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
}
