package io.openbell.launcher.supervisor;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.api.session.TradingMode;
import io.openbell.launcher.supervisor.DependencyGraph.Node;
import io.openbell.launcher.supervisor.Observation.Presence;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
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
    final Map<String, Integer> constructions = new HashMap<>();

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Observation> scr = new HashMap<>();
    private final Map<String, Health> answers = new HashMap<>();
    private final Map<String, String> throwing = new HashMap<>();
    private final Set<String> hangingConstructors = new HashSet<>();
    private final Set<String> hangingDeactivations = new HashSet<>();
    private final Set<String> permits = new HashSet<>();
    private final List<Runnable> results = new ArrayList<>();
    private long nanos;
    private long instances;
    final SupervisorCore core;

    World() {
        this(0.5);
    }

    World(double random) {
        core = new SupervisorCore(this, () -> nanos, clock, () -> random, TradingMode.PAPER, this);
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
        while (!results.isEmpty()) {
            results.remove(0).run();
        }
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
        results.add(() -> core.granted(id, generation));
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
        results.add(() -> core.withdrawn(id, generation));
    }

    @Override
    public void probe(String id, long epoch) {
        Health answer = answers.getOrDefault(id, Health.ok("well"));
        if (!answer.detail().equals("hangs")) {
            results.add(() -> core.answered(id, epoch, answer));
        }
    }

    @Override
    public void changed(List<ComponentStatus> components) {}

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
