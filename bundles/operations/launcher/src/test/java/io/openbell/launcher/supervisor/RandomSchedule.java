package io.openbell.launcher.supervisor;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.api.session.TradingMode;
import io.openbell.launcher.supervisor.DependencyGraph.Node;
import io.openbell.launcher.supervisor.Observation.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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

    /** What happened how often, so that nobody counts promises that were never put to the test. */
    enum Happening {
        LOOK,
        GATE_OPEN,
        SESSION_OPEN,
        START,
        STOP,
        RESTART,
        STAYS_DOWN,
        REFUND,
        HALT,
        END
    }

    /** Without one of these no new risk is taken. */
    private static final Set<String> CRITICAL =
            Set.of(
                    "logging-system",
                    "alpaca-client",
                    "market-data-collector",
                    "order-executor",
                    "position-manager",
                    "risk-management");

    private static final List<String> IDS =
            List.of(
                    "logging-system",
                    "alpaca-client",
                    "market-data-collector",
                    "order-executor",
                    "position-manager",
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
    private final boolean stormy;

    /** Looks until the next thing goes wrong, in the mean. */
    private final int peace;

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Policy> policies = new HashMap<>();
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final PriorityQueue<Due> dues = new PriorityQueue<>();
    private final ReferenceModel model;
    private final SupervisorCore core;
    private final Escalation escalation = new Escalation();
    private final StringBuilder trace = new StringBuilder();
    private final long[] happenings = new long[Happening.values().length];
    private boolean calm;
    private long now;
    private long numbers;
    private long instances;

    RandomSchedule(long seed, Mutation mutation) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.mutation = mutation;
        this.stormy = random.nextInt(8) == 0;
        this.peace = 4 + random.nextInt(30);
        int count = random.nextBoolean() ? IDS.size() : 2 + random.nextInt(IDS.size() - 1);
        for (String id : IDS.subList(0, count)) {
            Set<String> hard = earlier(0.3);
            Set<String> soft = earlier(0.2);
            soft.removeAll(hard);
            nodes.put(id, new Node(id, 1, hard, soft));
            policies.put(id, policy());
            parts.put(id, new Part());
        }
        model = new ReferenceModel(List.copyOf(nodes.values()), policies, CRITICAL);
        core =
                new SupervisorCore(
                        this,
                        () -> now,
                        () -> Instant.EPOCH.plusNanos(now),
                        this::jitter,
                        TradingMode.PAPER,
                        this);
        core.policies(toldPolicies());
        core.graph(new DependencyGraph(nodes.values().stream().map(this::told).toList()));
        if (mutation == Mutation.HALTS_FOR_ONE_RESTART_LESS) {
            core.remember(Map.of("nobody", List.of(Instant.EPOCH)));
        }
    }

    /** Everything that happened, for comparison with another run of the same seed. */
    String trace() {
        return trace.toString();
    }

    /** How often each {@link Happening} was seen. */
    long[] happenings() {
        return happenings.clone();
    }

    /** Throws an AssertionError if the supervisor does what it must not. */
    void run() {
        boolean closes = random.nextInt(4) == 0;
        long end = (20 + random.nextInt(70)) * SECOND;
        if (random.nextInt(40) == 0) {
            end *= 10;
        }
        while (now < end) {
            step(0);
            if (stormy && random.nextInt(4) == 0) {
                storm();
            } else if (random.nextInt(peace) == 0) {
                goWrong();
            }
        }
        if (closes) {
            stop();
        } else {
            settle();
        }
    }

    /** After this long in which the process did not run. */
    private void step(long slept) {
        long pause = slept + (core.isBusy() ? SECOND / 10 : SECOND);
        now += pause;
        if (slept > 0) {
            model.slept(pause);
        }
        deliver();
        core.tick();
        deliver();
        look();
    }

    private void look() {
        List<String> missing = new ArrayList<>(core.missing());
        if (mutation == Mutation.NEVER_OPENS) {
            missing.add("alpaca-client");
        } else if (mutation == Mutation.FORGETS_WHO_STAYS_DOWN) {
            missing.retainAll(CRITICAL);
        }
        boolean open = core.isOpen();
        escalation.looked(open);
        count(Happening.LOOK, true);
        count(Happening.SESSION_OPEN, open);
        count(Happening.GATE_OPEN, missing.isEmpty());
        model.looked(now, open, missing, this::isShownAsFailed);
    }

    private boolean isShownAsFailed(String id) {
        return core.components().stream()
                .anyMatch(line -> line.id().equals(id) && line.state() == ComponentState.FAILED);
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
        switch (random.nextInt(16)) {
            case 0 -> core.threadDied(id, part.generation - random.nextInt(2), "dead");
            case 1 -> storm();
            case 2 -> part.health = Health.critical("sick");
            case 3 -> part.health = Health.unavailable("no venue");
            case 4 -> part.health = Health.warn("warm");
            case 5 -> part.hangs = true;
            case 6, 7, 8, 9, 10 -> {
                part.health = Health.ok("well");
                part.hangs = false;
            }
            case 11 -> part.throwsAgain = 1 + random.nextInt(3);
            case 12 -> {
                if (part.seen.presence() == Presence.ACTIVE) {
                    deactivate(id, Presence.BUNDLE_DOWN);
                }
            }
            case 13 -> core.reset(id);
            case 14 -> {
                if (random.nextInt(3) == 0) {
                    step(60 * SECOND);
                }
            }
            default -> {
                if (random.nextInt(4) == 0) {
                    Policy next = policy();
                    policies.put(id, next);
                    model.part(id).policy = next;
                    core.policies(toldPolicies());
                    core.configured(id);
                }
            }
        }
    }

    /** Several fail in the same moment, in any order. */
    private void storm() {
        List<String> ids = new ArrayList<>(nodes.keySet());
        Collections.shuffle(ids, random);
        for (String id : ids.subList(0, 1 + random.nextInt(ids.size()))) {
            core.threadDied(id, part(id).generation, "dead");
        }
    }

    private Part part(String id) {
        return Objects.requireNonNull(parts.get(id));
    }

    /** As SCR does: what stands on it first. */
    private void deactivate(String id, Presence presence) {
        part(id).seen = new Observation(presence, 0, "x");
        model.part(id).there(false);
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
        long end = now + 600 * SECOND;
        for (int settled = 0; now < end && settled < 5; ) {
            step(0);
            settled = isSettled() ? settled + 1 : 0;
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
        if (mutation != Mutation.DOES_NOT_HEAR_OF_THE_STOP) {
            core.close();
        }
        for (int i = 0; i < 800 && !core.isClosed(); i++) {
            step(0);
        }
        for (int i = 0; i < 50; i++) {
            step(0);
        }
        if (!core.isClosed()) {
            throw new AssertionError("the stop does not come to an end");
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
                stormy || random.nextInt(10) > 0,
                stormy ? 4 + random.nextInt(5) : random.nextInt(5),
                null,
                Duration.ofMillis(500L * random.nextInt(4)));
    }

    private double jitter() {
        if (mutation == Mutation.TOO_MUCH_JITTER) {
            return random.nextDouble() * 3 - 1;
        }
        return random.nextInt(5) == 0 ? random.nextInt(2) : random.nextDouble();
    }

    private Node told(Node node) {
        return mutation.hidesHardEdges() ? new Node(node.id(), 1, Set.of(), node.soft()) : node;
    }

    private Map<String, Policy> toldPolicies() {
        Map<String, Policy> told = new HashMap<>();
        policies.forEach(
                (id, policy) -> told.put(id, mutation.told(policy, CRITICAL.contains(id))));
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
        count(Happening.START, true);
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
                    model.constructed(id, !fails);
                    core.granted(id, generation);
                });
    }

    @Override
    public void withdraw(String asked, long generation) {
        String id = toStop(asked);
        note("withdraw", id);
        count(Happening.STOP, true);
        model.withdrawing(id);
        double seconds =
                !calm && random.nextInt(20) == 0 ? 3 + random.nextInt(20) : random.nextInt(5) * 0.1;
        Runnable stops =
                () -> {
                    part(id).seen = new Observation(Presence.UNSATISFIED, 0, "its permit");
                    model.withdrawn(id);
                    core.withdrawn(asked, generation);
                };
        after(seconds, stops);
        if (mutation == Mutation.STARTS_BESIDE_ITSELF) {
            core.withdrawn(asked, generation);
        }
    }

    private String toStop(String asked) {
        if (mutation != Mutation.STOPS_OUT_OF_ORDER) {
            return asked;
        }
        int place = IDS.indexOf(asked) ^ 1;
        return place < nodes.size() ? IDS.get(place) : asked;
    }

    @Override
    public void abandon(String id, long generation) {
        note("abandon", id);
        model.abandoned(id);
    }

    @Override
    public void probe(String id, long epoch) {
        model.asked(id, now);
        Part part = part(id);
        if (part.hangs) {
            return;
        }
        long instance = part.seen.instance();
        Health answer = part.health;
        boolean good = answer.status() == Health.Status.OK || answer.status() == Health.Status.WARN;
        Health told = mutation == Mutation.TAKES_PRESENCE_FOR_HEALTH ? Health.ok("there") : answer;
        after(
                !calm && random.nextInt(12) == 0 ? 2.5 : 0.1,
                () -> {
                    if (part.seen.instance() == instance) {
                        model.part(id).answered(good, now);
                    }
                    core.answered(id, epoch, told);
                });
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
        model.started(id, now);
    }

    @Override
    public void stopped(String id) {
        note("stopped", id);
    }

    @Override
    public void failed(String id, String reason, boolean staysDown, boolean required) {
        note("failed " + staysDown, id);
        count(staysDown ? Happening.STAYS_DOWN : Happening.RESTART, true);
        model.failed(id, staysDown, now);
        boolean counts = required || mutation == Mutation.HALTS_FOR_AN_OPTIONAL_ONE;
        if (escalation.after(staysDown, counts) == Escalation.Outcome.HALT
                && mutation != Mutation.NEVER_HALTS_FOR_A_REQUIRED_ONE) {
            stopTrading("required " + id);
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
        count(Happening.REFUND, true);
        if (mutation != Mutation.CHARGES_WHO_FELL_BEFORE_ITS_GROUND) {
            model.refunded(id);
        }
    }

    @Override
    public void forgiven(String id) {
        model.forgiven(id);
    }

    @Override
    public void halted(String reason) {
        if (mutation != Mutation.NEVER_HALTS_FOR_ALL) {
            stopTrading(reason);
        }
    }

    private void stopTrading(String reason) {
        note("halted", reason);
        count(Happening.HALT, true);
        model.halted();
    }

    @Override
    public void unstoppable(String reason) {
        note("unstoppable", reason);
        count(Happening.END, true);
        if (mutation != Mutation.STAYS_WITH_AN_EXECUTOR_THAT_DOES_NOT_STOP) {
            model.ended();
        }
    }

    private void count(Happening what, boolean happened) {
        happenings[what.ordinal()] += happened ? 1 : 0;
    }

    private void note(String what, String id) {
        trace.append(now / 1_000_000).append(' ').append(id).append(' ').append(what).append('\n');
    }
}
