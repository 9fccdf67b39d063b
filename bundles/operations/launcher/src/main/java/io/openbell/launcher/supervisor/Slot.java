package io.openbell.launcher.supervisor;

import io.openbell.api.component.Health;
import io.openbell.launcher.supervisor.DependencyGraph.Node;
import io.openbell.launcher.supervisor.Observation.Presence;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the Supervisor knows of one component. On the Supervisor's thread only; times are {@code System.nanoTime}. */
final class Slot {

    /** Where its permit stands. */
    enum Permit {
        /** It has none. */
        NONE,
        /** Being registered: its constructor runs. */
        GRANTING,
        /** Registered. */
        HELD,
        /** Being withdrawn: its deactivation runs. */
        WITHDRAWING,
        /** Its constructor has not returned in time, so that the permit cannot be taken back. */
        STUCK,
        /** Withdrawn, but its deactivation has not returned in time. SCR constructs no other one before it does. */
        ABANDONED
    }

    static final long NEVER = Long.MIN_VALUE;

    private static final long FAST_PROBE_NANOS = Duration.ofMillis(50).toNanos();
    private static final long STARTING_PROBE_NANOS = Duration.ofMillis(500).toNanos();
    private static final long UNREADY_PROBE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long PROBE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long FAST_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long BOOT_NANOS = Duration.ofSeconds(10).toNanos();

    final String id;
    final boolean inThisMode;
    final RestartBudget budget = new RestartBudget();
    Policy policy;

    @Nullable Node node;
    Observation seen = Observation.NOTHING;
    long bundleDownSince = NEVER;
    long satisfiedSince = NEVER;

    /** Since when SCR has had no instance of it, though there was one under the permit that it holds. */
    long goneSince = NEVER;

    Permit permit = Permit.NONE;
    long permitSince;
    long generation;

    /** Order in which components got their permits or became ready; the stop goes through it backwards. */
    long sequence;

    long epoch;
    private long instance;
    boolean constructed;
    boolean constructedUnderPermit;
    long constructedSince;
    boolean ready;
    boolean everReady;
    long readySince;
    long goodSince = NEVER;
    boolean startLogged;

    @Nullable Health health;
    int misses;
    long probeSentAt = NEVER;
    int probesLate;
    long nextProbeAt;

    long unavailableSince = NEVER;
    boolean outageCharged;

    final Pulses pulses = new Pulses();

    boolean failing;
    boolean staysDown;
    String failure = "";
    String diedWhileStarting = "";
    long chargedAt = NEVER;

    /** When it is final that it stays down: until then what it stands on may turn out to be the cause. */
    long finalAt = NEVER;

    long restNanos;
    long notBefore;
    int restarts;

    Slot(String id, boolean inThisMode, Policy policy) {
        this.id = id;
        this.inThisMode = inThisMode;
        this.policy = policy;
    }

    /** It is the one that was constructed before, or SCR made a new one. */
    boolean isNewInstance() {
        return !constructed || instance != seen.instance();
    }

    /** A new instance is there: what was known of the old one is void, an answer of it that is under way too. */
    void constructed(long now) {
        instance = seen.instance();
        constructed = true;
        constructedUnderPermit = true;
        constructedSince = now;
        goneSince = NEVER;
        forgetHealth(now);
    }

    /** No instance is there. */
    void gone(long now) {
        if (constructed) {
            constructed = false;
            goneSince = now;
            forgetHealth(now);
        }
    }

    private void forgetHealth(long now) {
        epoch++;
        pulses.forget();
        ready = false;
        everReady = false;
        goodSince = NEVER;
        health = null;
        misses = 0;
        unavailableSince = NEVER;
        probeSentAt = NEVER;
        probesLate = 0;
        nextProbeAt = now;
    }

    /** A usable answer came in time. */
    void answered(Health answer, long now) {
        probeSentAt = NEVER;
        probesLate = 0;
        health = answer;
        if (answer.status() != Health.Status.TEMPORARILY_UNAVAILABLE) {
            unavailableSince = NEVER;
        } else if (unavailableSince == NEVER) {
            unavailableSince = now;
        }
        switch (answer.status()) {
            case OK, WARN -> {
                misses = 0;
                goodSince = goodSince == NEVER ? now : goodSince;
            }
            case TEMPORARILY_UNAVAILABLE -> {
                misses = 0;
                unready();
            }
            case CRITICAL -> {
                if (everReady || answer.permanent()) {
                    misses++;
                }
                unready();
            }
        }
        nextProbeAt = now + probeInterval(now);
    }

    /** An answer did not come in time. */
    void missed(String why) {
        misses++;
        health = Health.critical("%s", why);
        unready();
    }

    private void unready() {
        ready = false;
        goodSince = NEVER;
    }

    /** How long until the next question. */
    long probeInterval(long now) {
        if (goodSince != NEVER && everReady) {
            return isWarning() ? UNREADY_PROBE_NANOS : PROBE_NANOS;
        }
        long age = now - constructedSince;
        if (everReady || age >= BOOT_NANOS) {
            return UNREADY_PROBE_NANOS;
        }
        return age < FAST_NANOS ? FAST_PROBE_NANOS : STARTING_PROBE_NANOS;
    }

    /** Its first good health is as old as the policy wants; or it recovers. */
    boolean becomesReady(long now) {
        return !ready
                && goodSince != NEVER
                && (everReady || now - goodSince >= policy.startupDelay().toNanos());
    }

    void ready(long now) {
        ready = true;
        everReady = true;
        readySince = now;
        outageCharged = false;
        nextProbeAt = now + probeInterval(now);
    }

    /** Nothing could happen for that long, for example because the process was stopped: no deadline runs in it. */
    void excuse(long nanos) {
        pulses.excuse(nanos);
        permitSince += nanos;
        constructedSince += nanos;
        readySince += nanos;
        bundleDownSince = later(bundleDownSince, nanos);
        satisfiedSince = later(satisfiedSince, nanos);
        goneSince = later(goneSince, nanos);
        probeSentAt = later(probeSentAt, nanos);
        unavailableSince = later(unavailableSince, nanos);
    }

    private static long later(long since, long nanos) {
        return since == NEVER ? NEVER : since + nanos;
    }

    private boolean isWarning() {
        Health known = health;
        return known != null && known.status() == Health.Status.WARN;
    }

    boolean isUnavailable() {
        Health known = health;
        return known != null && known.status() == Health.Status.TEMPORARILY_UNAVAILABLE;
    }

    /** Something is under way with it. */
    boolean isBusy(long now) {
        return permit == Permit.GRANTING
                || permit == Permit.WITHDRAWING
                || failing
                || finalAt != NEVER
                || (permit == Permit.HELD
                        && !everReady
                        && now - permitSince < SupervisorCore.START_TIMEOUT.toNanos());
    }

    boolean isInstalled() {
        return node != null;
    }

    boolean holdsPermit() {
        return permit == Permit.GRANTING || permit == Permit.HELD || permit == Permit.WITHDRAWING;
    }

    /** A service or its configuration is missing. */
    boolean lacksSomething() {
        return seen.presence() == Presence.UNSATISFIED;
    }

    /** It stays down, and that is final. */
    boolean isDownForGood() {
        return staysDown && finalAt == NEVER;
    }

    boolean isBundleDown() {
        return seen.presence() == Presence.BUNDLE_DOWN;
    }

    /** Somebody acted on it (an update, a new configuration): it may try again. */
    void forgive() {
        budget.reset();
        acquit();
        outageCharged = false;
    }

    /** What failed last was not its fault. */
    void acquit() {
        staysDown = false;
        finalAt = NEVER;
        chargedAt = NEVER;
        failure = "";
        notBefore = NEVER;
    }
}
