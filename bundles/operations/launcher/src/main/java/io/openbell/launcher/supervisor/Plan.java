package io.openbell.launcher.supervisor;

import io.openbell.launcher.supervisor.DependencyGraph.Node;
import io.openbell.launcher.supervisor.Slot.Permit;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who may start next and who must stop next, from the state of all slots. Changes nothing. */
final class Plan {

    private static final long START_TIMEOUT_NANOS = SupervisorCore.START_TIMEOUT.toNanos();

    /** How long one that is starting holds back those that do not stand on it, so that the order is always the same. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    /** SCR needs a moment to see that all is there for one that has just got its permit. */
    private static final long SETTLING_NANOS = Duration.ofSeconds(1).toNanos();

    private final Map<String, Slot> slots;
    private final long now;
    private final boolean closing;

    /** May not live now, or stand on one that may not. */
    private final Set<String> stopping = new HashSet<>();

    /**
     * At this moment.
     *
     * @param inStartOrder what stands on another comes after it
     */
    Plan(Collection<Slot> inStartOrder, long now, boolean closing) {
        this.slots = new LinkedHashMap<>();
        inStartOrder.forEach(slot -> slots.put(slot.id, slot));
        this.now = now;
        this.closing = closing;
        for (Slot slot : slots.values()) {
            if (closing || !mayLive(slot) || hard(slot).anyMatch(this::isDown)) {
                stopping.add(slot.id);
            }
        }
    }

    /** The next whose permit is to be granted, if any. */
    Optional<Slot> nextStart() {
        if (closing || slots.values().stream().anyMatch(this::isStarting)) {
            return Optional.empty();
        }
        // One that was stopped for its ground waits until that has stopped, too: it is still ready
        // for a while.
        return slots.values().stream()
                .filter(slot -> slot.permit == Permit.NONE && !stopping.contains(slot.id))
                .filter(slot -> whatItWaitsFor(slot).isEmpty())
                .findFirst();
    }

    /** The next whose permit is to be withdrawn, if any: one at a time, dependents first, the latest to start first. */
    Optional<Slot> nextStop() {
        // At the end one that is just being constructed is the latest of all, and is waited for.
        if (slots.values().stream()
                .anyMatch(
                        slot ->
                                slot.permit == Permit.WITHDRAWING
                                        || (closing && slot.permit == Permit.GRANTING))) {
            return Optional.empty();
        }
        return slots.values().stream()
                .filter(slot -> slot.permit == Permit.HELD && stopping.contains(slot.id))
                .filter(slot -> slots.values().stream().noneMatch(d -> holdsBack(d, slot)))
                .max(Comparator.comparingLong(slot -> slot.sequence));
    }

    /** The id this one cannot start without at the moment, if any. */
    Optional<String> whatItWaitsFor(Slot slot) {
        return Stream.concat(
                        hard(slot).filter(ground -> !ground.ready),
                        soft(slot).filter(ground -> !isSettled(ground)))
                .map(ground -> ground.id)
                .findFirst();
    }

    private boolean mayLive(Slot slot) {
        return slot.isInstalled()
                && slot.inThisMode
                && !slot.failing
                && !slot.staysDown
                && (slot.permit == Permit.HELD || slot.notBefore <= now);
    }

    private boolean isDown(Slot ground) {
        return stopping.contains(ground.id) || ground.permit != Permit.HELD;
    }

    /** The dependent still runs, so that its ground must not stop yet. */
    private boolean holdsBack(Slot dependent, Slot ground) {
        Node node = dependent.node;
        return node != null
                && dependent.holdsPermit()
                && (node.hard().contains(ground.id)
                        || (closing && node.soft().contains(ground.id)));
    }

    private boolean isStarting(Slot slot) {
        long age = now - slot.permitSince;
        return switch (slot.permit) {
            case GRANTING -> age < PATIENCE_NANOS;
            case HELD ->
                    !slot.everReady
                            && !slot.failing
                            && age < (slot.lacksSomething() ? SETTLING_NANOS : PATIENCE_NANOS);
            case NONE, WITHDRAWING, STUCK, ABANDONED -> false;
        };
    }

    /** A soft ground is ready, or will not be soon: its dependents need not wait. */
    private boolean isSettled(Slot ground) {
        return ground.ready || !ground.inThisMode || !ground.isInstalled() || isStalled(ground);
    }

    private boolean isStalled(Slot slot) {
        return slot.staysDown
                || slot.permit == Permit.STUCK
                || slot.permit == Permit.ABANDONED
                || !slot.failure.isEmpty()
                || (slot.permit == Permit.HELD && now - slot.permitSince >= START_TIMEOUT_NANOS)
                || hard(slot).anyMatch(this::isStalled);
    }

    private Stream<Slot> hard(Slot slot) {
        Node node = slot.node;
        return node == null ? Stream.empty() : known(node.hard());
    }

    private Stream<Slot> soft(Slot slot) {
        Node node = slot.node;
        return node == null ? Stream.empty() : known(node.soft());
    }

    private Stream<Slot> known(Set<String> ids) {
        return ids.stream().map(slots::get).filter(java.util.Objects::nonNull);
    }
}
