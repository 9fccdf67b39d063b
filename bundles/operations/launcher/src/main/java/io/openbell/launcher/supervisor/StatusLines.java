package io.openbell.launcher.supervisor;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.launcher.supervisor.DependencyGraph.Node;
import io.openbell.launcher.supervisor.Slot.Permit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says in the words of the status what the slots hold, and remembers since when. */
final class StatusLines {

    private record Line(ComponentState state, Instant since) {}

    private final Map<String, Line> lines = new HashMap<>();
    private final Instant startedAt;
    private long transitions;

    StatusLines(Instant startedAt) {
        this.startedAt = startedAt;
    }

    /** Takes the present states in; those that are other ones are returned. */
    List<Transition> update(List<Slot> slots, Plan plan, boolean closing, Instant now) {
        List<Transition> changed = new ArrayList<>();
        lines.keySet().retainAll(slots.stream().map(slot -> slot.id).toList());
        for (Slot slot : slots) {
            ComponentState state = state(slot, closing);
            Line before = lines.put(slot.id, lines.getOrDefault(slot.id, new Line(state, now)));
            if (before != null && before.state != state) {
                lines.put(slot.id, new Line(state, now));
                changed.add(
                        new Transition(
                                ++transitions,
                                slot.id,
                                slot.generation,
                                before.state,
                                state,
                                reason(slot, state, plan),
                                now));
            }
        }
        return changed;
    }

    /** As they read now. */
    List<ComponentStatus> of(List<Slot> slots, Plan plan, boolean closing) {
        return slots.stream().map(slot -> line(slot, plan, closing)).toList();
    }

    private ComponentStatus line(Slot slot, Plan plan, boolean closing) {
        ComponentState state = state(slot, closing);
        Line known = lines.get(slot.id);
        Node node = slot.node;
        return new ComponentStatus(
                slot.id,
                state,
                slot.policy.required(),
                reason(slot, state, plan),
                node == null ? List.of() : List.copyOf(node.hard()),
                node == null ? List.of() : List.copyOf(node.soft()),
                slot.restarts,
                known == null ? startedAt : known.since);
    }

    private static ComponentState state(Slot slot, boolean closing) {
        if (!slot.inThisMode) {
            return ComponentState.NOT_IN_THIS_MODE;
        }
        if (!slot.isInstalled() && slot.permit == Permit.NONE) {
            return ComponentState.NOT_INSTALLED;
        }
        return switch (slot.permit) {
            case STUCK -> ComponentState.FAILED;
            case ABANDONED ->
                    slot.isDownForGood() ? ComponentState.FAILED : ComponentState.ABANDONED;
            case WITHDRAWING -> ComponentState.STOPPING;
            case GRANTING -> ComponentState.STARTING;
            case HELD -> slot.failing ? ComponentState.STOPPING : living(slot);
            case NONE -> {
                if (slot.staysDown) {
                    yield ComponentState.FAILED;
                }
                if (closing) {
                    yield ComponentState.STOPPED;
                }
                yield slot.failure.isEmpty() ? ComponentState.WAITING : ComponentState.BACKOFF;
            }
        };
    }

    private static ComponentState living(Slot slot) {
        if (!slot.constructed) {
            return slot.seen.presence() == Observation.Presence.UNSATISFIED
                    ? ComponentState.WAITING
                    : ComponentState.STARTING;
        }
        if (slot.isUnavailable()) {
            return ComponentState.UNAVAILABLE;
        }
        if (!slot.everReady) {
            return ComponentState.STARTING;
        }
        if (slot.misses > 0 || !slot.ready) {
            return ComponentState.SUSPECT;
        }
        Health health = slot.health;
        return health != null && health.status() == Health.Status.WARN
                ? ComponentState.WARNING
                : ComponentState.RUNNING;
    }

    private static String reason(Slot slot, ComponentState state, Plan plan) {
        Health health = slot.health;
        return switch (state) {
            case NOT_INSTALLED, NOT_IN_THIS_MODE, RUNNING, STOPPED -> "";
            case FAILED -> slot.failure + "; " + remedy(slot);
            case ABANDONED ->
                    "has not stopped within "
                            + Catalogue.stopTimeout(slot.id).toSeconds()
                            + " s; starts again once it has";
            case BACKOFF ->
                    slot.failure
                            + "; starts again after "
                            + seconds(slot.restNanos)
                            + plan.whatItWaitsFor(slot).map(id -> ", waits for " + id).orElse("");
            case STOPPING -> slot.failing || !slot.failure.isEmpty() ? slot.failure : "";
            case WAITING ->
                    slot.permit == Permit.HELD
                            ? "waits for " + slot.seen.detail()
                            : plan.whatItWaitsFor(slot).map(id -> "waits for " + id).orElse("");
            case WARNING, SUSPECT, UNAVAILABLE, STARTING ->
                    health == null ? slot.failure : health.detail();
        };
    }

    private static String remedy(Slot slot) {
        if (slot.permit == Permit.STUCK || slot.permit == Permit.ABANDONED) {
            return "only a restart of the process frees it";
        }
        return (slot.isBundleDown() ? "start its bundle, or: " : "remove the cause, then ")
                + "trading:component-reset "
                + slot.id;
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }
}
