package io.openbell.launcher.supervisor;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.api.session.TradingMode;
import io.openbell.launcher.supervisor.DependencyGraph.Node;
import io.openbell.launcher.supervisor.Observation.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A world in which everything goes wrong at random, and a supervisor in it, both from one seed; what the supervisor does is
 * held against the {@link ReferenceModel}. Then nothing goes wrong any more, and everything has to come back.
 */
final class RandomSchedule implements Machinery, SupervisorListener {

    /** What is broken in the supervisor on purpose: it is told something else than the model. */
    enum Mutation {
        NONE,
        ONE_RESTART_MORE,
        NO_RESTART,
        FORGETS_AN_EDGE,
        TOO_MUCH_JITTER,
        STARTS_BESIDE_ITSELF,
        DOES_NOT_HEAR_OF_THE_STOP
    }

    private static final List<String> IDS =
            List.of(
                    "logging-system",
                    "alpaca-client",
                    "order-executor",
                    "risk-management",
                    "one",
                    "two");
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private record Due(long at, long number, Runnable what) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    private static final class Part {
        private Observation seen = new Observation(Presence.UNSATISFIED, 0, "its permit");
        private Health health = Health.ok("well");
        private boolean hangs;
        private int throwsAgain;
        private long generation;
    }

    private final Random random;
    private final Mutation mutation;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Policy> policies = new HashMap<>();
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final PriorityQueue<Due> dues = new PriorityQueue<>();
    private final ReferenceModel model;
    private final SupervisorCore core;
    private final StringBuilder trace = new StringBuilder();
    private boolean calm;
    private boolean closing;
    private long now;
    private long numbers;
    private long instances;

    RandomSchedule(long seed, Mutation mutation) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.mutation = mutation;
        int count = 2 + random.nextInt(IDS.size() - 1);
        for (String id : IDS.subList(0, count)) {
            Set<String> hard = earlier(0.4);
            Set<String> soft = earlier(0.2);
            soft.removeAll(hard);
            nodes.put(id, new Node(id, 1, hard, soft));
            policies.put(id, policy());
            parts.put(id, new Part());
        }
        model = new ReferenceModel(List.copyOf(nodes.values()), policies);
        core =
                new SupervisorCore(
                        this,
                        () -> now,
                        () -> Instant.EPOCH.plusNanos(now),
                        () ->
                                mutation == Mutation.TOO_MUCH_JITTER
                                        ? random.nextDouble() * 3 - 1
                                        : random.nextDouble(),
                        TradingMode.PAPER,
                        this);
        core.policies(toldPolicies());
        core.graph(new DependencyGraph(nodes.values().stream().map(this::told).toList()));
    }

    /** Everything that happened, for comparison with another run of the same seed. */
    String trace() {
        return trace.toString();
    }

    /** Throws an AssertionError if the supervisor does what it must not. */
    void run() {
        boolean closes = random.nextInt(4) == 0;
        long end = (20 + random.nextInt(70)) * SECOND;
        if (random.nextInt(40) == 0) {
            end *= 10;
        }
        while (now < end) {
            step();
            if (random.nextInt(6) == 0) {
                goWrong();
            }
        }
        if (closes) {
            stop();
        } else {
            settle();
        }
    }

    private void step() {
        now += core.isBusy() ? SECOND / 10 : SECOND;
        deliver();
        core.tick();
        deliver();
        assertGateIsClosed();
    }

    private void deliver() {
        while (!dues.isEmpty() && dues.peek().at() <= now) {
            dues.poll().what().run();
        }
    }

    private void after(double seconds, Runnable what) {
        dues.add(new Due(now + (long) (seconds * 1e9), ++numbers, what));
    }

    private void goWrong() {
        String id = IDS.get(random.nextInt(nodes.size()));
        Part part = part(id);
        switch (random.nextInt(14)) {
            case 0, 1 -> core.threadDied(id, part.generation - random.nextInt(2), "dead");
            case 2 -> part.health = Health.critical("sick");
            case 3 -> part.health = Health.unavailable("no venue");
            case 4 -> part.health = Health.warn("warm");
            case 5 -> part.hangs = true;
            case 6, 7, 8 -> {
                part.health = Health.ok("well");
                part.hangs = false;
            }
            case 9 -> part.throwsAgain = 1 + random.nextInt(3);
            case 10 -> {
                if (part.seen.presence() == Presence.ACTIVE) {
                    deactivate(id, Presence.BUNDLE_DOWN);
                }
            }
            case 11 -> core.reset(id);
            case 12 -> now += random.nextInt(3) == 0 ? 60 * SECOND : 0;
            default -> {
                if (random.nextInt(4) == 0) {
                    Policy next = policy();
                    policies.put(id, next);
                    model.policy(id, next);
                    core.policies(toldPolicies());
                    core.configured(id);
                }
            }
        }
    }

    private Part part(String id) {
        return Objects.requireNonNull(parts.get(id));
    }

    private void deactivate(String id, Presence presence) {
        part(id).seen = new Observation(presence, 0, "x");
        for (Node node : nodes.values()) {
            if (node.hard().contains(id) && part(node.id()).seen.presence() == Presence.ACTIVE) {
                deactivate(node.id(), Presence.UNSATISFIED);
            }
        }
    }

    private void settle() {
        calm = true;
        parts.values()
                .forEach(
                        part -> {
                            part.health = Health.ok("well");
                            part.hangs = false;
                            part.throwsAgain = 0;
                        });
        long end = now + 400 * SECOND;
        while (now < end && !isSettled()) {
            step();
        }
        for (ComponentStatus line : core.components()) {
            if (nodes.containsKey(line.id())) {
                model.settled(line.id(), isUp(line.state()));
            }
        }
    }

    private boolean isSettled() {
        return core.components().stream()
                .filter(line -> nodes.containsKey(line.id()))
                .allMatch(line -> isUp(line.state()) || model.isDown(line.id()));
    }

    private void stop() {
        model.closing();
        closing = true;
        if (mutation != Mutation.DOES_NOT_HEAR_OF_THE_STOP) {
            core.close();
        }
        for (int i = 0; i < 800 && !core.isClosed(); i++) {
            step();
        }
        for (int i = 0; i < 50; i++) {
            step();
        }
        if (!core.isClosed()) {
            throw new AssertionError("the stop does not come to an end");
        }
    }

    private void assertGateIsClosed() {
        List<String> missing = core.missing();
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            boolean critical = Catalogue.tradingCritical().contains(part.getKey());
            boolean there = part.getValue().seen.presence() == Presence.ACTIVE && !closing;
            if (critical && !there && !missing.contains(part.getKey())) {
                throw new AssertionError("the gate is open without " + part.getKey());
            }
        }
    }

    private static boolean isUp(ComponentState state) {
        return state == ComponentState.RUNNING || state == ComponentState.WARNING;
    }

    private Set<String> earlier(double chance) {
        Set<String> some = new TreeSet<>();
        nodes.keySet().stream().filter(id -> random.nextDouble() < chance).forEach(some::add);
        return some;
    }

    private Policy policy() {
        return new Policy(
                random.nextInt(3) > 0,
                random.nextInt(10) > 0,
                random.nextInt(5),
                null,
                Duration.ofMillis(500L * random.nextInt(4)));
    }

    private Node told(Node node) {
        return mutation == Mutation.FORGETS_AN_EDGE
                ? new Node(node.id(), 1, Set.of(), node.soft())
                : node;
    }

    private Map<String, Policy> toldPolicies() {
        Map<String, Policy> told = new HashMap<>();
        policies.forEach(
                (id, policy) ->
                        told.put(
                                id,
                                switch (mutation) {
                                    case ONE_RESTART_MORE ->
                                            policy.withMaxRestarts(policy.maxRestarts() + 1);
                                    case NO_RESTART -> policy.withMaxRestarts(0);
                                    default -> policy;
                                }));
        return told;
    }

    @Override
    public Optional<DependencyGraph> changedGraph() {
        return Optional.empty();
    }

    @Override
    public Map<String, Observation> observe() {
        Map<String, Observation> seen = new HashMap<>();
        parts.forEach((id, part) -> seen.put(id, part.seen));
        return seen;
    }

    @Override
    public void grant(String id, long generation) {
        note("grant", id);
        model.granted(id, now);
        Part part = part(id);
        part.generation = generation;
        after(
                random.nextInt(4) * 0.1,
                () -> {
                    boolean fails = part.throwsAgain > 0 && part.throwsAgain-- > 0;
                    part.seen =
                            fails
                                    ? new Observation(Presence.FAILED, 0, "thrown")
                                    : new Observation(Presence.ACTIVE, ++instances, "");
                    core.granted(id, generation);
                });
    }

    @Override
    public void withdraw(String id, long generation) {
        note("withdraw", id);
        model.withdrawing(id);
        double seconds =
                !calm && random.nextInt(25) == 0 ? 3 + random.nextInt(9) : random.nextInt(5) * 0.1;
        Runnable stops =
                () -> {
                    part(id).seen = new Observation(Presence.UNSATISFIED, 0, "its permit");
                    model.withdrawn(id);
                    core.withdrawn(id, generation);
                };
        after(seconds, stops);
        if (mutation == Mutation.STARTS_BESIDE_ITSELF) {
            core.withdrawn(id, generation);
        }
    }

    @Override
    public void abandon(String id, long generation) {
        note("abandon", id);
        model.abandoned(id);
    }

    @Override
    public void probe(String id, long epoch) {
        Part part = part(id);
        Health answer = part.health;
        if (!part.hangs) {
            after(
                    !calm && random.nextInt(12) == 0 ? 2.5 : 0.1,
                    () -> core.answered(id, epoch, answer));
        }
    }

    @Override
    public String whereItHangs(String id) {
        return "";
    }

    @Override
    public void changed(Transition to) {
        note(to.from() + " -> " + to.to() + " " + to.cause(), to.id());
        if (to.to() == ComponentState.BACKOFF && to.cause().contains("starts again after ")) {
            String rest = to.cause().replaceFirst(".*starts again after ([0-9.]+) s.*", "$1");
            model.told(to.id(), Double.parseDouble(rest));
        }
    }

    @Override
    public void started(String id) {
        note("started", id);
        model.started(id);
    }

    @Override
    public void stopped(String id) {
        note("stopped", id);
    }

    @Override
    public void failed(String id, String reason, boolean staysDown, boolean required) {
        note("failed " + staysDown, id);
        if (staysDown) {
            model.staysDown(id, now);
        } else {
            model.restarts(id, reason, now);
        }
    }

    @Override
    public void charged(String id, Instant at, String reason) {
        note("charged " + reason, id);
        model.charged(id, now);
    }

    @Override
    public void refunded(String id) {
        note("refunded", id);
        model.refunded(id);
    }

    @Override
    public void forgiven(String id) {
        model.forgiven(id);
    }

    @Override
    public void halted(String reason) {
        note("halted", reason);
    }

    @Override
    public void unstoppable(String reason) {
        note("unstoppable", reason);
    }

    private void note(String what, String id) {
        trace.append(now / 1_000_000).append(' ').append(id).append(' ').append(what).append('\n');
    }
}
