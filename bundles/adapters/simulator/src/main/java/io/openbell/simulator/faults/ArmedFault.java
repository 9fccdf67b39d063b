package io.openbell.simulator.faults;

import java.time.Instant;
import java.util.SplittableRandom;

/** A fault that waits for occasions, and how often it struck. On the exchange's thread. */
public final class ArmedFault {

    private final long id;
    private final FaultPlan plan;
    private final Instant armedAt;
    private final SplittableRandom dice;
    private int strikes;

    ArmedFault(long id, FaultPlan plan, Instant armedAt) {
        this.id = id;
        this.plan = plan;
        this.armedAt = armedAt;
        this.dice = new SplittableRandom(plan.seed());
    }

    /** Counts up. */
    public long id() {
        return id;
    }

    /** What was asked for. */
    public FaultPlan plan() {
        return plan;
    }

    /** When, by the system's clock. */
    public Instant armedAt() {
        return armedAt;
    }

    /** How often it struck. */
    public int strikes() {
        return strikes;
    }

    boolean isOver(Instant now) {
        boolean late = !plan.duration().isZero() && !now.isBefore(armedAt.plus(plan.duration()));
        return late || (!isState() && plan.count() > 0 && strikes >= plan.count());
    }

    boolean isState() {
        return plan.kind().place() == FaultKind.Place.STATE;
    }

    /** Throws the dice once for every occasion that matches. */
    boolean strikes(Occasion occasion) {
        return plan.matches(occasion)
                && (plan.probability() >= 1 || dice.nextDouble() < plan.probability());
    }

    void struck() {
        strikes++;
    }
}
