package io.openbell.launcher.supervisor;

import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.api.session.TradingMode;
import io.openbell.launcher.supervisor.Slot.Permit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who lives. One thread calls it: with what happened, and with {@link #tick} often enough that deadlines are met. It
 * reads no clock but the given ones and blocks nowhere.
 */
public final class SupervisorCore {

    /** From the permit to the first good health; and for a constructor to return. */
    public static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    /** For a deactivation. */
    public static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    /** For an answer to the question for health. */
    public static final Duration PROBE_DEADLINE = Duration.ofSeconds(2);

    /** Bad or missing answers in a row that make a failure. */
    public static final int MISSES = 3;

    private static final Logger LOG = LoggerFactory.getLogger(SupervisorCore.class);

    private final Machinery machinery;
    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final DoubleSupplier random;
    private final TradingMode mode;
    private final SupervisorListener listener;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final StatusLines lines;
    private final Watch watch;
    private final Consequences consequences = new Consequences();
    private List<Slot> startOrder = List.of();
    private Map<String, Policy> policies = Map.of();
    private boolean closing;
    private long sequence;

    /**
     * Nothing is installed yet.
     *
     * @param nanoTime monotonic, for every deadline
     * @param clock    for what people read
     * @param random   from 0 to 1, for jitter
     */
    public SupervisorCore(
            Machinery machinery,
            LongSupplier nanoTime,
            InstantSource clock,
            DoubleSupplier random,
            TradingMode mode,
            SupervisorListener listener) {
        this.machinery = machinery;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.random = random;
        this.mode = mode;
        this.listener = listener;
        this.lines = new StatusLines(clock.instant());
        this.watch = new Watch(machinery, this::slot, consequences);
        Catalogue.entries().forEach(entry -> slot(entry.id()));
    }

    /** The installed components are these now. A bundle that was updated gets a new chance. */
    public void graph(DependencyGraph graph) {
        List<String> order = graph.startOrder();
        order.forEach(this::slot);
        for (Slot slot : slots.values()) {
            DependencyGraph.Node before = slot.node;
            slot.node = graph.node(slot.id).orElse(null);
            if (before != null && slot.node != null && before.revision() != slot.node.revision()) {
                slot.forgive();
            }
        }
        List<Slot> next = new ArrayList<>(order.stream().map(this::slot).toList());
        slots.values().stream().filter(slot -> !next.contains(slot)).forEach(next::add);
        startOrder = List.copyOf(next);
    }

    /** The configured policies; a component that is not among them has its default. */
    public void policies(Map<String, Policy> configured) {
        policies = Map.copyOf(configured);
        slots.values().forEach(slot -> slot.policy = policy(slot.id));
    }

    /** Its configuration changed: it may try again. */
    public void configured(String id) {
        slot(id).forgive();
    }

    /** From now on nothing starts, and everything stops in order. */
    public void close() {
        closing = true;
    }

    /** Nothing holds a permit any more, but for those whose constructor hangs. */
    public boolean isClosed() {
        return closing && slots.values().stream().noneMatch(Slot::holdsPermit);
    }

    /** Something is under way, so that the next {@link #tick} should come soon. */
    public boolean isBusy() {
        long now = nanoTime.getAsLong();
        return slots.values().stream()
                .anyMatch(
                        slot ->
                                slot.permit == Permit.GRANTING
                                        || slot.permit == Permit.WITHDRAWING
                                        || slot.failing
                                        || (slot.permit == Permit.HELD
                                                && !slot.everReady
                                                && now - slot.permitSince
                                                        < START_TIMEOUT.toNanos()));
    }

    /** Every required component that is installed and of this mode is ready, and there is one. */
    public boolean isOpen() {
        List<Slot> required =
                slots.values().stream()
                        .filter(s -> s.policy.required() && s.isInstalled() && s.inThisMode)
                        .toList();
        return !closing && !required.isEmpty() && required.stream().allMatch(slot -> slot.ready);
    }

    /** Ids without which no new risk is taken, and which are not ready. */
    public List<String> missing() {
        return Catalogue.tradingCritical().stream()
                .filter(id -> closing || !slot(id).ready)
                .toList();
    }

    /** One line each: first those that are installed, in start order. */
    public List<ComponentStatus> components() {
        Plan plan = new Plan(startOrder, nanoTime.getAsLong(), closing);
        return lines.of(startOrder, plan, closing);
    }

    /** The latest answers, by id. */
    public Map<String, Health> health() {
        Map<String, Health> answers = new LinkedHashMap<>();
        for (Slot slot : startOrder) {
            if (slot.health != null) {
                answers.put(slot.id, slot.health);
            }
        }
        return answers;
    }

    /** Looks at everything, and does what is due. */
    public void tick() {
        long now = nanoTime.getAsLong();
        machinery.changedGraph().ifPresent(this::graph);
        Map<String, Observation> seen = machinery.observe();
        for (Slot slot : startOrder) {
            watch.observe(slot, seen.getOrDefault(slot.id, Observation.NOTHING), now);
            watch(slot, now);
        }
        Plan plan = new Plan(startOrder, now, closing);
        plan.nextStop().ifPresent(slot -> withdraw(slot, now));
        plan.nextStart().ifPresent(slot -> grant(slot, now));
        if (lines.update(startOrder, closing, clock.instant())) {
            listener.changed(lines.of(startOrder, plan, closing));
        }
    }

    /** The permit is registered, and everything that follows from it has happened. */
    public void granted(String id, long generation) {
        Slot slot = slot(id);
        if (slot.generation != generation) {
            return;
        }
        if (slot.permit == Permit.STUCK) {
            withdraw(slot, nanoTime.getAsLong());
        } else if (slot.permit == Permit.GRANTING) {
            slot.permit = Permit.HELD;
        }
    }

    /** The permit could not be registered, or the bundle not be started. */
    public void grantFailed(String id, long generation, String reason) {
        Slot slot = slot(id);
        if (slot.generation == generation
                && (slot.permit == Permit.GRANTING || slot.permit == Permit.STUCK)) {
            slot.permit = Permit.NONE;
            consequences.failed(slot, reason, nanoTime.getAsLong());
        }
    }

    /** The permit is withdrawn, and the component deactivated. */
    public void withdrawn(String id, long generation) {
        Slot slot = slot(id);
        if (slot.generation == generation && slot.permit == Permit.WITHDRAWING) {
            stopped(slot, nanoTime.getAsLong());
        }
    }

    /** The answer to {@link Machinery#probe}. One that is too late does not count. */
    public void answered(String id, long epoch, Health health) {
        Slot slot = slot(id);
        if (slot.epoch != epoch || slot.probeSentAt == Slot.NEVER) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (now - slot.probeSentAt >= PROBE_DEADLINE.toNanos()) {
            slot.probeSentAt = Slot.NEVER;
            slot.probesLate = 0;
            slot.nextProbeAt = now + slot.probeInterval(now);
            return;
        }
        slot.answered(health, now);
        if (slot.misses >= MISSES && slot.permit == Permit.HELD && !slot.failing) {
            consequences.failed(
                    slot, "critical " + MISSES + " times in a row: " + health.detail(), now);
        }
    }

    private void watch(Slot slot, long now) {
        switch (slot.permit) {
            case GRANTING ->
                    watch.watchConstructor(slot, now, closing ? STOP_TIMEOUT : START_TIMEOUT);
            case HELD -> {
                if (!closing) {
                    watch.watchLiving(slot, now);
                }
            }
            case WITHDRAWING -> {
                if (now - slot.permitSince >= STOP_TIMEOUT.toNanos()) {
                    LOG.warn(
                            "component={} has not stopped within {}; going on without it",
                            slot.id,
                            STOP_TIMEOUT);
                    stopped(slot, now);
                }
            }
            case NONE, STUCK -> {}
        }
    }

    private void grant(Slot slot, long now) {
        slot.permit = Permit.GRANTING;
        slot.permitSince = now;
        slot.generation++;
        slot.sequence = ++sequence;
        slot.bundleDownSince = Slot.NEVER;
        if (!slot.failure.isEmpty()) {
            slot.restarts++;
        }
        machinery.grant(slot.id, slot.generation);
    }

    private void withdraw(Slot slot, long now) {
        slot.permit = Permit.WITHDRAWING;
        slot.permitSince = now;
        slot.ready = false;
        machinery.withdraw(slot.id, slot.generation);
    }

    private void stopped(Slot slot, long now) {
        slot.permit = Permit.NONE;
        slot.failing = false;
        slot.gone(now);
        if (slot.startLogged) {
            slot.startLogged = false;
            listener.stopped(slot.id);
        }
    }

    private Slot slot(String id) {
        return slots.computeIfAbsent(
                id,
                unknown ->
                        new Slot(
                                unknown,
                                Catalogue.find(unknown)
                                        .map(entry -> entry.modes().contains(mode))
                                        .orElse(true),
                                policy(unknown)));
    }

    private Policy policy(String id) {
        boolean required = Catalogue.find(id).map(Catalogue.Entry::required).orElse(false);
        return policies.getOrDefault(id, Policy.defaults(required));
    }

    /** What follows from what the watch finds. */
    private final class Consequences implements Watch.Findings {

        @Override
        public void started(Slot slot, long now) {
            slot.sequence = ++sequence;
            slot.failure = "";
            slot.startLogged = true;
            listener.started(slot.id);
        }

        @Override
        public void stuck(Slot slot, String reason) {
            slot.staysDown = true;
            slot.failure = reason;
            listener.failed(slot.id, reason, true, slot.policy.required());
        }

        @Override
        public void failed(Slot slot, String reason, long now) {
            slot.failing = slot.permit == Permit.HELD;
            slot.ready = false;
            OptionalLong rest = slot.budget.failed(now, slot.policy, random.getAsDouble());
            slot.staysDown = rest.isEmpty();
            if (slot.staysDown && slot.policy.restartOnFailure()) {
                slot.failure = reason + " (failure " + slot.budget.used() + " in ten minutes)";
            } else {
                slot.failure = reason;
            }
            slot.restNanos = rest.orElse(0);
            slot.notBefore = now + slot.restNanos;
            listener.failed(slot.id, slot.failure, slot.staysDown, slot.policy.required());
        }
    }
}
