package io.openbell.launcher.supervisor;

import io.openbell.launcher.supervisor.DependencyGraph.Node;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must hold whatever happens, written from the description of the supervisor and not from its code. It is told what the
 * supervisor does, and throws at the first thing that it must not do.
 */
final class ReferenceModel {

    private static final long WINDOW = Duration.ofMinutes(10).toNanos();
    private static final double LEAST = 0.8;
    private static final double MOST = 1.2;

    /** What the model knows of one component. */
    private static final class Known {
        private final Node node;
        private Policy policy;
        private final Deque<Long> failures = new ArrayDeque<>();
        private int inARow;
        private long failedAt;
        private boolean failed;

        /** Failed while it ran: it stops, even if an operator forgives it before it has. */
        private boolean leaves;

        private boolean down;
        private boolean permit;
        private boolean stopping;
        private boolean ready;

        private Known(Node node, Policy policy) {
            this.node = node;
            this.policy = policy;
        }

        private int count(long now) {
            failures.removeIf(at -> now - at >= WINDOW);
            return failures.size();
        }
    }

    private final Map<String, Known> components = new HashMap<>();
    private boolean closing;

    ReferenceModel(List<Node> nodes, Map<String, Policy> policies) {
        nodes.forEach(
                n ->
                        components.put(
                                n.id(),
                                new Known(
                                        n, policies.getOrDefault(n.id(), Policy.defaults(true)))));
    }

    void policy(String id, Policy policy) {
        known(id).policy = policy;
    }

    void closing() {
        closing = true;
    }

    void granted(String id, long now) {
        Known it = known(id);
        check(!closing, "%s starts during the stop", id);
        check(!it.permit, "%s starts beside its own instance", id);
        check(!it.down, "%s starts though it stays down", id);
        for (String ground : it.node.hard()) {
            Known under = known(ground);
            check(
                    under.permit && !under.stopping && under.ready && !under.failed,
                    "%s starts on %s, which is not ready",
                    id,
                    ground);
        }
        if (it.failed) {
            check(it.count(now) <= it.policy.maxRestarts(), "restart %s of %s", it.count(now), id);
            double rested = (now - it.failedAt) / 1e9;
            double least = LEAST * rest(it);
            check(rested >= least - 0.001, "%s rested %s s, at least %s s", id, rested, least);
        }
        it.permit = true;
        it.failed = false;
        it.leaves = false;
        it.ready = false;
    }

    void withdrawing(String id) {
        Known it = known(id);
        check(it.permit && !it.stopping, "%s stops, and does not run", id);
        for (Known other : components.values()) {
            boolean stands =
                    other.node.hard().contains(id) || (closing && other.node.soft().contains(id));
            check(!(stands && other.permit), "%s stops before %s", id, other.node.id());
        }
        check(
                closing || hasReason(id, new HashSet<>()),
                "%s stops without a failure of its own or of what it stands on",
                id);
        it.stopping = true;
        it.ready = false;
    }

    /** Left behind, it holds nobody up but itself. */
    void abandoned(String id) {
        check(known(id).stopping, "%s is left behind, and does not stop", id);
        known(id).permit = false;
    }

    void withdrawn(String id) {
        known(id).permit = false;
        known(id).stopping = false;
    }

    void started(String id) {
        check(known(id).permit, "%s is ready without a permit", id);
        known(id).ready = true;
    }

    void charged(String id, long now) {
        Known it = known(id);
        it.count(now);
        it.failures.addLast(now);
        it.inARow++;
        it.failed = true;
        it.leaves = it.permit;
        it.failedAt = now;
        it.ready = false;
    }

    void refunded(String id) {
        Known it = known(id);
        check(!it.failures.isEmpty(), "%s gets back what it never paid", id);
        it.failures.pollLast();
        it.inARow--;
        it.failed = false;
    }

    void forgiven(String id) {
        Known it = known(id);
        it.failures.clear();
        it.inARow = 0;
        it.failed = false;
        it.down = false;
    }

    void staysDown(String id, long now) {
        Known it = known(id);
        check(
                !it.policy.restartOnFailure()
                        || it.count(now) > it.policy.maxRestarts()
                        || !it.failed,
                "%s gives up after failure %s",
                id,
                it.count(now));
        it.down = true;
    }

    void restarts(String id, String reason, long now) {
        Known it = known(id);
        check(
                it.policy.restartOnFailure() && it.count(now) <= it.policy.maxRestarts(),
                "%s will start again after failure %s: %s",
                id,
                it.count(now),
                reason);
    }

    /** The rest that people are told of. */
    void told(String id, double seconds) {
        double rest = rest(known(id));
        check(
                seconds >= LEAST * rest - 0.06 && seconds <= MOST * rest + 0.06,
                "%s rests %s s instead of %s s",
                id,
                seconds,
                rest);
    }

    /** Whatever happened: everything runs in the end that is allowed to. */
    void settled(String id, boolean runs) {
        check(runs || isDown(id), "%s does not run, though nothing is wrong any more", id);
    }

    /** It is not allowed to run any more, or what it stands on is not. */
    boolean isDown(String id) {
        Known it = known(id);
        return it.down || it.stopping || it.node.hard().stream().anyMatch(this::isDown);
    }

    private boolean hasReason(String id, Set<String> seen) {
        Known it = known(id);
        return it.failed
                || it.leaves
                || it.down
                || it.node.hard().stream()
                        .anyMatch(g -> seen.add(g) && (!known(g).permit || hasReason(g, seen)));
    }

    private static double rest(Known it) {
        double cap = it.policy.required() ? 60 : 300;
        return Math.min(cap, Math.pow(2, it.inARow - 1));
    }

    private Known known(String id) {
        Known found = components.get(id);
        if (found == null) {
            throw new AssertionError("unknown component " + id);
        }
        return found;
    }

    private static void check(boolean holds, String what, Object... details) {
        if (!holds) {
            throw new AssertionError(what.formatted(details));
        }
    }
}
