package io.openbell.launcher.supervisor;

import io.openbell.launcher.supervisor.DependencyGraph.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What must hold whatever happens, written from the description of the supervisor and not from its code. It is told what
 * happens and what the supervisor does, and throws at the first thing that it must not do.
 */
final class ReferenceModel {

    private static final long SAME_CAUSE = Duration.ofSeconds(1).toNanos();
    private static final long SLACK = Duration.ofSeconds(3).toNanos();
    private static final int MOST_RESTARTS_OF_ALL = 15;
    private static final int MOST_ABANDONED = 3;
    private static final double LEAST = 0.8;
    private static final double MOST = 1.2;

    private final Map<String, ModelPart> parts = new LinkedHashMap<>();
    private final Set<String> critical;
    private final Set<String> refunds = new HashSet<>();
    private final List<String> haltsDue = new ArrayList<>();
    private int halts;
    private int endsDue;
    private int ends;
    private boolean closing;
    private boolean wasOpen;
    private long order;
    private long allWellSince;

    /** In this order; the session takes no new risk unless every one that is critical is there and ready. */
    ReferenceModel(List<Node> nodes, Map<String, Policy> policies, Set<String> critical) {
        this.critical = critical;
        nodes.forEach(
                node ->
                        parts.put(
                                node.id(),
                                new ModelPart(
                                        node, Objects.requireNonNull(policies.get(node.id())))));
    }

    ModelPart part(String id) {
        return Objects.requireNonNull(parts.get(id), id);
    }

    void closing() {
        closing = true;
    }

    void slept(long nanos) {
        parts.values().forEach(it -> it.slept(nanos));
        allWellSince += nanos;
    }

    void asked(String id, long now) {
        check(!part(id).isAsked(), "%s is asked for its health twice at once", id);
        part(id).asked(now);
    }

    void granted(String id, long now) {
        ModelPart it = part(id);
        check(!closing, "%s starts during the stop", id);
        check(!it.permit, "%s starts beside its own instance", id);
        check(!it.down, "%s starts though it stays down", id);
        for (String ground : it.node.hard()) {
            check(part(ground).isReady(now), "%s starts on %s, which is not ready", id, ground);
        }
        if (it.failed) {
            restarted(it, now);
        }
        it.permit = true;
        it.constructing = true;
        it.order = ++order;
        it.failed = false;
        it.leaves = false;
        it.there(false);
    }

    private void restarted(ModelPart it, long now) {
        String id = it.node.id();
        double rested = (now - it.failedAt) / 1e9;
        double least = LEAST * rest(it);
        check(rested >= least - 0.001, "%s rested %s s, at least %s s", id, rested, least);
        it.restarts.addLast(now);
        int own = it.within(it.restarts, now);
        check(own <= it.policy.maxRestarts(), "%s restarts of %s in ten minutes", own, id);
        int all = parts.values().stream().mapToInt(p -> p.within(p.restarts, now)).sum();
        if (all > MOST_RESTARTS_OF_ALL) {
            haltsDue.add(all + " restarts of all");
        }
    }

    void constructed(String id, boolean there) {
        part(id).constructing = false;
        part(id).there(there);
    }

    /** Ready for the first time since its start. */
    void started(String id, long now) {
        check(part(id).isReady(now), "%s is called ready, and is not", id);
        part(id).order = ++order;
    }

    void withdrawing(String id) {
        ModelPart it = part(id);
        check(it.permit && !it.stopping, "%s stops, and does not run", id);
        check(mustStop(it), "%s stops without a failure of its own or of what it stands on", id);
        check(!isHeldBack(it), "%s stops before what stands on it", id);
        for (ModelPart other : parts.values()) {
            check(!(other.permit && other.stopping), "%s stops beside %s", id, other.node.id());
            boolean laterOne = other.permit && !other.constructing && other.order > it.order;
            check(
                    !laterOne || !mustStop(other) || isHeldBack(other),
                    "%s stops before %s, which started later",
                    id,
                    other.node.id());
        }
        it.stopping = true;
    }

    /** Left behind, it holds nobody up but itself. */
    void abandoned(String id) {
        check(part(id).stopping, "%s is left behind, and does not stop", id);
        part(id).permit = false;
        long left = parts.values().stream().filter(it -> !it.permit && it.stopping).count();
        if (!closing && (id.equals("order-executor") || left > MOST_ABANDONED)) {
            endsDue++;
        }
    }

    void withdrawn(String id) {
        part(id).permit = false;
        part(id).stopping = false;
        part(id).there(false);
    }

    void refunded(String id) {
        ModelPart it = part(id);
        refunds.add(id);
        it.inARow--;
        it.failures.pollLast();
        if (!it.failed) {
            it.restarts.pollLast();
        }
        it.failed = false;
    }

    /** A failure counts against the first cause alone: not against what failed with it a moment before, or after it. */
    void charged(String id, long now) {
        ModelPart it = part(id);
        check(!closing, "%s is charged during the stop", id);
        for (ModelPart other : parts.values()) {
            String its = other.node.id();
            check(
                    !standsOn(it, its) || other.permit && !other.stopping && !other.isFailing(),
                    "%s is charged though %s failed, which it stands on",
                    id,
                    its);
            boolean fellWithIt =
                    standsOn(other, id)
                            && other.failedAt != ModelPart.NEVER
                            && now - other.failedAt < SAME_CAUSE;
            check(
                    fellWithIt == refunds.remove(its),
                    "%s, which stands on it, %s along with %s",
                    its,
                    fellWithIt ? "is charged" : "is acquitted",
                    id);
            other.failedAt = fellWithIt ? ModelPart.NEVER : other.failedAt;
        }
        it.inARow++;
        it.failures.addLast(now);
        it.failed = true;
        it.leaves = it.permit;
        it.failedAt = now;
    }

    void forgiven(String id) {
        ModelPart it = part(id);
        it.failures.clear();
        it.restarts.clear();
        it.inARow = 0;
        it.failed = false;
        it.failedAt = ModelPart.NEVER;
        it.down = false;
    }

    /** Its failure leads to a restart, or it stays down: final a second later, unless that was another's fault. */
    void failed(String id, boolean staysDown, long now) {
        ModelPart it = part(id);
        double rest = rest(it);
        int limit = it.policy.maxRestarts();
        int failures = it.within(it.failures, it.failedAt);
        int most = it.within(it.restarts, it.failedAt + seconds(LEAST * rest));
        int least = it.within(it.restarts, it.failedAt + seconds(MOST * rest));
        boolean again = it.policy.restartOnFailure();
        boolean mayGiveUp = !again || failures > limit || most >= limit;
        boolean mayGoOn = again && failures <= limit && least < limit;
        check(it.failed, "%s is called failed, and is not", id);
        check(!staysDown || mayGiveUp, "%s gives up at failure %s", id, failures);
        check(staysDown || mayGoOn, "%s will start again at failure %s", id, failures);
        check(!staysDown || now - it.failedAt >= SAME_CAUSE, "%s gives up too early", id);
        it.down = staysDown;
        if (staysDown && it.policy.required() && wasOpen) {
            haltsDue.add("required " + id + " down");
        }
    }

    /** The rest that people are told of. */
    void told(String id, double seconds) {
        double rest = rest(part(id));
        check(
                seconds >= LEAST * rest - 0.06 && seconds <= MOST * rest + 0.06,
                "%s rests %s s instead of %s s",
                id,
                seconds,
                rest);
    }

    void halted() {
        halts++;
    }

    void ended() {
        ends++;
    }

    /** How the session looks after all is done that is due: the gate is open if nothing is missing. */
    void looked(
            long now, boolean open, Collection<String> missing, Predicate<String> shownAsFailed) {
        parts.values().forEach(it -> it.looked(now));
        boolean allWell = !closing && parts.values().stream().anyMatch(it -> it.policy.required());
        for (String id : critical) {
            boolean ready = parts.containsKey(id) && part(id).isReady(now) && !closing;
            check(ready || missing.contains(id), "the gate is open without %s", id);
            allWell &= ready && standsWell(part(id), now);
        }
        for (ModelPart it : parts.values()) {
            String id = it.node.id();
            boolean required = it.policy.required();
            check(
                    !open || !required || it.isReady(now) && !closing,
                    "the session is open without %s",
                    id);
            check(
                    !it.down || it.permit || it.stopping || shownAsFailed.test(id),
                    "%s is down, and nobody sees it",
                    id);
            check(
                    !(it.down && required) || missing.contains(id),
                    "the gate is open though %s stays down",
                    id);
            check(
                    critical.contains(id) || required && it.failed || !missing.contains(id),
                    "the gate is shut for %s, which may be missing",
                    id);
            allWell &= standsWell(it, now) || !required && !critical.contains(id);
        }
        allWellSince = allWell ? allWellSince : now;
        check(
                now - allWellSince < SLACK || missing.isEmpty() && open,
                "the gate stays shut for %s though all are well",
                missing);
        check(halts >= haltsDue.size(), "no halt after %s", haltsDue);
        check(halts <= haltsDue.size(), "halted without a cause, after %s", haltsDue);
        check(ends == endsDue, "%s ends of the process instead of %s", ends, endsDue);
        wasOpen |= open;
    }

    /** Whatever happened: everything runs in the end that is allowed to. */
    void settled(String id, boolean runs) {
        check(runs || isDown(id), "%s does not run, though nothing is wrong any more", id);
    }

    /** It is not allowed to run any more, or what it stands on is not. */
    boolean isDown(String id) {
        ModelPart it = part(id);
        return it.down || grounds(it).anyMatch(g -> isDown(g.node.id()));
    }

    private boolean standsWell(ModelPart it, long now) {
        return it.isReady(now) && grounds(it).allMatch(g -> standsWell(g, now));
    }

    private boolean mustStop(ModelPart it) {
        return closing
                || it.isFailing()
                || it.down
                || it.stopping
                || grounds(it).anyMatch(g -> !g.permit || mustStop(g));
    }

    private boolean isHeldBack(ModelPart it) {
        String id = it.node.id();
        return parts.values().stream()
                .filter(other -> other.permit)
                .map(other -> other.node)
                .anyMatch(n -> n.hard().contains(id) || (closing && n.soft().contains(id)));
    }

    private boolean standsOn(ModelPart it, String ground) {
        return it.node.hard().contains(ground) || grounds(it).anyMatch(g -> standsOn(g, ground));
    }

    private Stream<ModelPart> grounds(ModelPart it) {
        return it.node.hard().stream().map(this::part);
    }

    private static long seconds(double seconds) {
        return (long) (seconds * 1e9);
    }

    private static double rest(ModelPart it) {
        double cap = it.policy.required() ? 60 : 300;
        return Math.min(cap, Math.pow(2, it.inARow - 1));
    }

    private static void check(boolean holds, String what, Object... details) {
        if (!holds) {
            throw new AssertionError(what.formatted(details));
        }
    }
}
