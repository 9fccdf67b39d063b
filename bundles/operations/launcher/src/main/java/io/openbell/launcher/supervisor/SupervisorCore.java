package io.openbell.launcher.supervisor;

import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.api.component.Heartbeat;
import io.openbell.api.session.TradingMode;
import io.openbell.launcher.supervisor.Slot.Permit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Decides who lives. One thread calls it: with what happened, and with {@link #tick} often enough that deadlines are met. It
 * reads no clock but the given ones and blocks nowhere.
 */
public final class SupervisorCore {

    /** From the permit to the first good health; and for a constructor to return. */
    public static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    /** For a deactivation; {@link Catalogue#stopTimeout} has the exceptions. */
    public static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    /** For an answer to the question for health. */
    public static final Duration PROBE_DEADLINE = Duration.ofSeconds(2);

    /** Bad or missing answers in a row that make a failure. */
    public static final int MISSES = 3;

    /** Unavailable for an outside reason for longer: one new start may help. */
    public static final Duration LONGEST_OUTAGE = Duration.ofMinutes(10);

    /** No call for longer: the process was stopped, or had no processor. What waits is not late because of that. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

    private final Machinery machinery;
    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final TradingMode mode;
    private final SupervisorListener listener;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final StatusLines lines;
    private final Charges charges;
    private final Watch watch;
    private final Farewell farewell;
    private List<Slot> startOrder = List.of();
    private Map<String, Policy> policies = Map.of();
    private boolean closing;
    private long latestCall;

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
        this.mode = mode;
        this.listener = listener;
        this.lines = new StatusLines(clock.instant());
        this.charges = new Charges(slots, this::slot, clock, random, listener);
        this.watch = new Watch(machinery, this::slot, charges);
        this.farewell = new Farewell(machinery, listener);
        this.latestCall = nanoTime.getAsLong();
        Catalogue.entries().forEach(entry -> slot(entry.id()));
    }

    /** The installed components are these now. A bundle that was updated, or installed again, gets a new chance. */
    public void graph(DependencyGraph graph) {
        List<String> order = graph.startOrder();
        order.forEach(this::slot);
        for (Slot slot : slots.values()) {
            DependencyGraph.Node before = slot.node;
            slot.node = graph.node(slot.id).orElse(null);
            boolean updated =
                    before != null
                            && slot.node != null
                            && before.revision() != slot.node.revision();
            boolean gone = before != null && slot.node == null && slot.staysDown;
            if (updated || gone) {
                charges.forgive(slot);
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

    /** Failures of earlier processes, by id: a new process does not give restarts back. Before the first {@link #tick}. */
    public void remember(Map<String, List<Instant>> failures) {
        charges.remember(failures, now());
    }

    /** Its configuration changed: it may try again. */
    public void configured(String id) {
        charges.forgive(slot(id));
    }

    /** An operator gives it its restarts back; one that stays down starts again. */
    public void reset(String id) {
        Slot slot = slot(id);
        if (slot.permit == Permit.STUCK || slot.permit == Permit.ABANDONED) {
            return;
        }
        charges.forgive(slot);
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
        return slots.values().stream().anyMatch(slot -> slot.isBusy(now));
    }

    /** Every required component that is installed and of this mode is ready, and there is one. */
    public boolean isOpen() {
        List<Slot> required = required().toList();
        return !closing && !required.isEmpty() && required.stream().allMatch(this::isReady);
    }

    /** Ids without which no new risk is taken, and which are not ready; and the required that stay down. */
    public List<String> missing() {
        Stream<String> critical =
                Catalogue.tradingCritical().stream().filter(id -> closing || !isReady(slot(id)));
        Stream<String> down = required().filter(slot -> slot.staysDown).map(slot -> slot.id);
        return Stream.concat(critical, down).distinct().toList();
    }

    /** One whose ground is down is about to stop, whatever it says of its health. */
    private boolean isReady(Slot slot) {
        return slot.ready && !watch.standsOnSomethingDown(slot);
    }

    private Stream<Slot> required() {
        return slots.values().stream()
                .filter(s -> s.policy.required() && s.isInstalled() && s.inThisMode);
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
        long now = now();
        machinery.changedGraph().ifPresent(this::graph);
        Map<String, Observation> seen = machinery.observe();
        for (Slot slot : startOrder) {
            observe(slot, seen.getOrDefault(slot.id, Observation.NOTHING), now);
            watch(slot, now);
        }
        startOrder.forEach(slot -> charges.decide(slot, now));
        forgetTheGone();
        Plan plan = new Plan(startOrder, now, closing);
        plan.nextStop().ifPresent(slot -> withdraw(slot, now));
        plan.nextStart().ifPresent(slot -> grant(slot, now));
        lines.update(startOrder, plan, closing, clock.instant()).forEach(listener::changed);
    }

    /** The permit is registered, and everything that follows from it has happened. */
    public void granted(String id, long generation) {
        Slot slot = slot(id);
        if (slot.generation != generation) {
            return;
        }
        if (slot.permit == Permit.STUCK) {
            withdraw(slot, now());
        } else if (slot.permit == Permit.GRANTING) {
            slot.permit = Permit.HELD;
            if (!slot.diedWhileStarting.isEmpty() && counts(slot)) {
                charges.failed(slot, slot.diedWhileStarting, now());
            }
        }
    }

    /**
     * The permit could not be registered, or the bundle not be started.
     *
     * @param permanent trying again cannot help
     */
    public void grantFailed(String id, long generation, String reason, boolean permanent) {
        Slot slot = slot(id);
        if (slot.generation == generation
                && (slot.permit == Permit.GRANTING || slot.permit == Permit.STUCK)) {
            slot.permit = Permit.NONE;
            if (counts(slot)) {
                fail(slot, reason, permanent, now());
            }
        }
    }

    /** The permit is withdrawn, and the component deactivated. */
    public void withdrawn(String id, long generation) {
        Slot slot = slot(id);
        if (slot.generation == generation
                && (slot.permit == Permit.WITHDRAWING || slot.permit == Permit.ABANDONED)) {
            stopped(slot, Permit.NONE, now());
        }
    }

    /** The threads of the instance that is asked by {@link Machinery#probe}. */
    public void hears(String id, long epoch, List<Heartbeat> hearts) {
        long now = now();
        Slot slot = slot(id);
        if (slot.epoch == epoch) {
            slot.pulses.follow(hearts, now);
        }
    }

    /** The answer to {@link Machinery#probe}. One that is too late does not count. */
    public void answered(String id, long epoch, Health health) {
        long now = now();
        Slot slot = slot(id);
        if (slot.epoch != epoch || slot.probeSentAt == Slot.NEVER) {
            return;
        }
        boolean lives = slot.permit == Permit.HELD && counts(slot);
        if (now - slot.probeSentAt >= PROBE_DEADLINE.toNanos()) {
            // Nobody may have looked since it was due.
            if (lives) {
                watch.watchTheAnswer(slot, now);
            }
            slot.probeSentAt = Slot.NEVER;
            slot.probesLate = 0;
            slot.nextProbeAt = now + slot.probeInterval(now);
            return;
        }
        slot.answered(health, now);
        if (slot.misses >= MISSES && lives) {
            String reason = "critical " + MISSES + " times in a row: " + health.detail();
            fail(slot, reason, health.permanent(), now);
        }
    }

    /**
     * One of its threads died of an exception. What died with an older generation does not count.
     *
     * @param generation under which it came to be, or {@link ThreadDeaths#ANY_GENERATION}
     */
    public void threadDied(String id, long generation, String reason) {
        Slot slot = slot(id);
        boolean lives = slot.permit == Permit.HELD || slot.permit == Permit.GRANTING;
        boolean current =
                generation == ThreadDeaths.ANY_GENERATION || slot.generation == generation;
        if (current && lives && counts(slot)) {
            charges.failed(slot, reason, now());
        }
    }

    /** Not if it stops anyway: at the end, after another failure, or because what it stands on failed. */
    private boolean counts(Slot slot) {
        return !closing && !slot.failing && !watch.standsOnSomethingDown(slot);
    }

    private void fail(Slot slot, String reason, boolean permanent, long now) {
        if (permanent) {
            charges.failedForGood(slot, reason, now);
        } else {
            charges.failed(slot, reason, now);
        }
    }

    private long now() {
        long now = nanoTime.getAsLong();
        long pause = now - latestCall;
        if (pause > PAUSE_NANOS) {
            slots.values().forEach(slot -> slot.excuse(pause));
        }
        latestCall = now;
        return now;
    }

    /** One that was uninstalled leaves no line, unless it is one of the table. */
    private void forgetTheGone() {
        List<Slot> gone =
                slots.values().stream()
                        .filter(slot -> !slot.isInstalled() && slot.permit == Permit.NONE)
                        .filter(slot -> Catalogue.find(slot.id).isEmpty())
                        .toList();
        if (!gone.isEmpty()) {
            gone.forEach(slot -> slots.remove(slot.id));
            startOrder = startOrder.stream().filter(slot -> !gone.contains(slot)).toList();
        }
    }

    private void observe(Slot slot, Observation seen, long now) {
        boolean wasDown = slot.isBundleDown();
        watch.observe(slot, seen, now);
        if (wasDown && !slot.isBundleDown() && slot.staysDown) {
            charges.forgive(slot);
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
                if (farewell.isOverdue(slot, now)) {
                    farewell.abandon(slot, slots.values(), closing);
                    stopped(slot, Permit.ABANDONED, now);
                }
            }
            case ABANDONED -> farewell.watch(slot, charges, now);
            case NONE, STUCK -> {}
        }
    }

    private void grant(Slot slot, long now) {
        slot.permit = Permit.GRANTING;
        slot.permitSince = now;
        slot.generation++;
        slot.bundleDownSince = Slot.NEVER;
        slot.constructedUnderPermit = false;
        slot.diedWhileStarting = "";
        charges.starts(slot, now);
        machinery.grant(slot.id, slot.generation);
    }

    private void withdraw(Slot slot, long now) {
        slot.permit = Permit.WITHDRAWING;
        slot.permitSince = now;
        slot.ready = false;
        machinery.withdraw(slot.id, slot.generation);
    }

    private void stopped(Slot slot, Permit permit, long now) {
        slot.permit = permit;
        slot.failing = false;
        slot.gone(now);
        if (slot.startLogged && permit == Permit.NONE) {
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
}
