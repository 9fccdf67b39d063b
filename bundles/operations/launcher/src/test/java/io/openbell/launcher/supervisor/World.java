package io.openbell.launcher.supervisor;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.api.component.Heartbeat;
import io.openbell.api.session.TradingMode;
import io.openbell.launcher.supervisor.DependencyGraph.Node;
import io.openbell.launcher.supervisor.Observation.Presence;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A core in a world of its own: time moves when the test says so, SCR is a map, constructors and deactivations take no time
 * unless they are told to hang.
 */
final class World implements Machinery, SupervisorListener {

    private static final Duration STEP = Duration.ofMillis(100);

    final List<String> started = new ArrayList<>();
    final List<String> stopped = new ArrayList<>();
    final List<String> failed = new ArrayList<>();
    final List<String> granted = new ArrayList<>();
    final List<String> abandoned = new ArrayList<>();
    final List<String> halts = new ArrayList<>();
    final List<String> exits = new ArrayList<>();
    final List<Transition> transitions = new ArrayList<>();
    final Map<String, List<Instant>> persisted = new HashMap<>();
    final Map<String, Integer> probes = new HashMap<>();
    final Map<String, Integer> constructions = new HashMap<>();

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Observation> scr = new HashMap<>();
    private final Map<String, Health> answers = new HashMap<>();
    private final Map<String, String> throwing = new HashMap<>();
    private final Set<String> hangingConstructors = new HashSet<>();
    private final Set<String> hangingDeactivations = new HashSet<>();
    private final Set<String> interruptible = new HashSet<>();
    private final Map<String, Long> generations = new HashMap<>();
    private final Set<String> permits = new HashSet<>();
    private final Map<String, Duration> slow = new HashMap<>();
    private final Map<String, String> unstartable = new HashMap<>();
    private final Map<String, Duration> late = new HashMap<>();
    private final Map<String, List<Heartbeat>> hearts = new HashMap<>();
    private final List<Due> results = new ArrayList<>();

    /** Something that happens at its time. */
    private record Due(long atNanos, Runnable what) {}

    private long nanos;
    private long instances;
    final SupervisorCore core;

    World() {
        this(0.5);
    }

    World(double random) {
        core = new SupervisorCore(this, () -> nanos, clock, () -> random, TradingMode.PAPER, this);
    }

    /** The session with the edges that its components have. */
    static World session() {
        return session(0.5);
    }

    static World session(double random) {
        return new World(random)
                .with("ai-hft-system", Set.of(), Set.of("market-data-collector", "risk-management"))
                .with("alpaca-client", Set.of(), Set.of("logging-system"))
                .with("health-monitor")
                .with("logging-system")
                .with("market-data-collector", "alpaca-client")
                .with("order-executor", "alpaca-client")
                .with("performance-tracker", "position-manager")
                .with("position-manager", "order-executor")
                .with("risk-management", "position-manager")
                .installed();
    }

    /** Installs a component that stands hard on these. */
    World with(String id, String... hard) {
        return with(id, Set.of(hard), Set.of());
    }

    World with(String id, Set<String> hard, Set<String> soft) {
        nodes.put(id, new Node(id, 1, hard, soft));
        scr.put(id, new Observation(Presence.UNSATISFIED, 0, "its permit"));
        return this;
    }

    World installed() {
        core.graph(new DependencyGraph(List.copyOf(nodes.values())));
        return this;
    }

    void update(String id) {
        Node old = Objects.requireNonNull(nodes.get(id));
        nodes.put(id, new Node(id, old.revision() + 1, old.hard(), old.soft()));
        installed();
    }

    World policies(Map<String, Policy> policies) {
        core.policies(policies);
        return this;
    }

    /** Lets time pass, in steps, with all that happens in it. */
    World run(Duration duration) {
        long end = nanos + duration.toNanos();
        while (true) {
            deliver();
            core.tick();
            deliver();
            if (nanos >= end) {
                core.tick();
                return this;
            }
            nanos += STEP.toNanos();
            clock.advance(STEP);
        }
    }

    private void deliver() {
        for (int i = 0; i < results.size(); ) {
            if (results.get(i).atNanos() <= nanos) {
                results.remove(i).what().run();
                i = 0;
            } else {
                i++;
            }
        }
    }

    private void after(Duration delay, Runnable what) {
        results.add(new Due(nanos + delay.toNanos(), what));
    }

    /** The process does not run for that long, as after SIGSTOP. */
    World sleep(Duration duration) {
        nanos += duration.toNanos();
        clock.advance(duration);
        return this;
    }

    /** Somebody sets the clock that people read. */
    World setClock(Duration by) {
        clock.advance(by);
        return this;
    }

    Instant now() {
        return clock.instant();
    }

    World answersAfter(String id, Duration delay) {
        late.put(id, delay);
        return this;
    }

    /** Its deactivation takes so long. */
    World stopsSlowly(String id, Duration duration) {
        slow.put(id, duration);
        return this;
    }

    /** The threads of its next instance, and of the one that is asked next. */
    World threads(String id, Heartbeat... beating) {
        hearts.put(id, List.of(beating));
        return this;
    }

    /** Its bundle cannot be started. */
    World cannotStart(String id, String reason) {
        unstartable.put(id, reason);
        return this;
    }

    World failsForGood(String id, String message) {
        scr.put(id, new Observation(Presence.FAILED, 0, message, true));
        return this;
    }

    World looks(String id, Presence presence, String detail) {
        scr.put(id, new Observation(presence, 0, detail));
        return this;
    }

    World threadDies(String id, String reason) {
        core.threadDied(id, generation(id), reason);
        return this;
    }

    long generation(String id) {
        return Objects.requireNonNull(generations.get(id));
    }

    World answers(String id, Health health) {
        answers.put(id, health);
        return this;
    }

    World hangsInHealth(String id) {
        answers.put(id, new Health(Health.Status.OK, "hangs"));
        return this;
    }

    World isWellAgain(String id) {
        answers.remove(id);
        throwing.remove(id);
        unstartable.remove(id);
        late.remove(id);
        slow.remove(id);
        return this;
    }

    World throwsInConstructor(String id, String message) {
        throwing.put(id, message);
        return this;
    }

    World hangsInConstructor(String id) {
        hangingConstructors.add(id);
        return this;
    }

    World hangsInDeactivationUntilInterrupted(String id) {
        interruptible.add(id);
        return hangsInDeactivation(id);
    }

    World hangsInDeactivation(String id) {
        hangingDeactivations.add(id);
        return this;
    }

    /** As an operator does: {@code bundle:stop}. SCR deactivates dependents first, all at once for us. */
    World stopBundle(String id) {
        scr.put(id, new Observation(Presence.BUNDLE_DOWN, 0, ""));
        for (Node node : nodes.values()) {
            if (node.hard().contains(id)) {
                scr.put(node.id(), new Observation(Presence.UNSATISFIED, 0, "the service X"));
            }
        }
        return this;
    }

    World replaceInstance(String id) {
        scr.put(id, new Observation(Presence.ACTIVE, ++instances, ""));
        return this;
    }

    ComponentStatus line(String id) {
        return core.components().stream().filter(l -> l.id().equals(id)).findFirst().orElseThrow();
    }

    ComponentState state(String id) {
        return line(id).state();
    }

    int constructions(String id) {
        return constructions.getOrDefault(id, 0);
    }

    @Override
    public Optional<DependencyGraph> changedGraph() {
        return Optional.empty();
    }

    @Override
    public Map<String, Observation> observe() {
        return Map.copyOf(scr);
    }

    @Override
    public void grant(String id, long generation) {
        granted.add(id);
        generations.put(id, generation);
        String refused = unstartable.get(id);
        if (refused != null) {
            boolean unresolved = refused.contains("package");
            after(Duration.ZERO, () -> core.grantFailed(id, generation, refused, unresolved));
            return;
        }
        permits.add(id);
        constructions.merge(id, 1, Integer::sum);
        if (hangingConstructors.contains(id)) {
            scr.put(id, new Observation(Presence.SATISFIED, 0, ""));
            return;
        }
        String message = throwing.get(id);
        scr.put(
                id,
                message == null
                        ? new Observation(Presence.ACTIVE, ++instances, "")
                        : new Observation(Presence.FAILED, 0, message));
        after(Duration.ZERO, () -> core.granted(id, generation));
    }

    @Override
    public void withdraw(String id, long generation) {
        permits.remove(id);
        if (hangingDeactivations.contains(id)) {
            return;
        }
        if (observe().getOrDefault(id, Observation.NOTHING).presence() != Presence.BUNDLE_DOWN) {
            scr.put(id, new Observation(Presence.UNSATISFIED, 0, "its permit"));
        }
        after(slow.getOrDefault(id, Duration.ZERO), () -> core.withdrawn(id, generation));
    }

    @Override
    public void abandon(String id, long generation) {
        abandoned.add(id);
        if (interruptible.contains(id)) {
            hangingDeactivations.remove(id);
            scr.put(id, new Observation(Presence.UNSATISFIED, 0, "its permit"));
            after(Duration.ZERO, () -> core.withdrawn(id, generation));
        }
    }

    /** The deactivation that hung returns at last. */
    World letsGo(String id) {
        hangingDeactivations.remove(id);
        scr.put(id, new Observation(Presence.UNSATISFIED, 0, "its permit"));
        long generation = Objects.requireNonNull(generations.get(id));
        after(Duration.ZERO, () -> core.withdrawn(id, generation));
        return this;
    }

    @Override
    public String whereItHangs(String id) {
        return "";
    }

    @Override
    public void probe(String id, long epoch) {
        Health answer = answers.getOrDefault(id, Health.ok("well"));
        core.hears(id, epoch, hearts.getOrDefault(id, List.of()));
        if (!answer.detail().equals("hangs")) {
            probes.merge(id, 1, Integer::sum);
            after(late.getOrDefault(id, Duration.ZERO), () -> core.answered(id, epoch, answer));
        }
    }

    @Override
    public void changed(Transition transition) {
        transitions.add(transition);
    }

    @Override
    public void charged(String id, Instant at, String reason) {
        persisted.computeIfAbsent(id, any -> new ArrayList<>()).add(at);
    }

    @Override
    public void refunded(String id) {
        List<Instant> times = Objects.requireNonNull(persisted.get(id));
        times.remove(times.size() - 1);
    }

    @Override
    public void forgiven(String id) {
        persisted.remove(id);
    }

    @Override
    public void halted(String reason) {
        halts.add(reason);
    }

    @Override
    public void unstoppable(String reason) {
        exits.add(reason);
    }

    @Override
    public void started(String id) {
        started.add(id);
    }

    @Override
    public void stopped(String id) {
        stopped.add(id);
    }

    @Override
    public void failed(String id, String reason, boolean staysDown, boolean required) {
        failed.add(id + ": " + reason + (staysDown ? " (stays down)" : ""));
    }
}
