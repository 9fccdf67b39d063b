package io.openbell.orderexecutor;

import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.LatchedHalt;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.RiskGate;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may become an order: the gate does. While there is none, only what makes a position smaller passes, and only
 * while orders and positions agree with the venue's, the journal writes and nobody halted trading. On the loop only.
 */
final class Admission {

    private final Supplier<@Nullable RiskGate> gate;
    private final HaltLatch latch;
    private final OrderJournal journal;
    private final HeldShares held;
    private boolean halted;
    private boolean disagreement;

    Admission(
            Supplier<@Nullable RiskGate> gate,
            HaltLatch latch,
            OrderJournal journal,
            HeldShares held) {
        this.gate = gate;
        this.latch = latch;
        this.journal = journal;
        this.held = held;
    }

    /** What a gate would remember, in case there is none. Of the past too. */
    void observe(TradingEvent event) {
        if (event instanceof HaltTrading) {
            halted = true;
        } else if (event instanceof ResumeTrading) {
            halted = false;
        } else if (event instanceof Reconciliation fact) {
            disagreement = !fact.reconciled();
        }
    }

    RiskDecision review(
            OrderIntent intent, Collection<Order> open, boolean reconciled, Instant now) {
        return ask(
                intent,
                reconciled,
                open,
                present -> present.review(intent, open, journal.isWritable(), now));
    }

    private RiskDecision ask(
            OrderIntent intent,
            boolean reconciled,
            Collection<Order> open,
            Function<RiskGate, RiskDecision> question) {
        LatchedHalt halt = latch.halt().orElse(null);
        if (halt != null) {
            // Ahead of the gate, which hears of a halt only once it has come through journal and
            // loop.
            return new RiskDecision.Denied(
                    intent,
                    DenyReason.LATCHED_HALT,
                    "source=%s reason=%s since=%s"
                            .formatted(halt.source(), halt.reason(), halt.at()));
        }
        RiskGate present = gate.get();
        try {
            return present == null ? exitOnly(intent, open, reconciled) : question.apply(present);
        } catch (RuntimeException failure) {
            return new RiskDecision.Denied(
                    intent, DenyReason.CHECK_FAILED, "gate=failed cause=" + failure);
        }
    }

    /**
     * A change is reviewed as the wish for what would be open of it, with the old order out of the way. The decision's
     * intent is for the whole quantity again.
     */
    RiskDecision reviewReplacement(
            Order old,
            OrderIntent intent,
            Collection<Order> open,
            boolean reconciled,
            Instant now) {
        OrderIntent rest = intent.sized(intent.quantity().minus(old.filled()));
        RiskDecision decision =
                ask(
                        rest,
                        reconciled,
                        open,
                        present ->
                                present.reviewReplacement(
                                        rest, old, open, journal.isWritable(), now));
        return decision instanceof RiskDecision.Denied denied
                ? new RiskDecision.Denied(intent, denied.reason(), denied.detail(), denied.checks())
                : new RiskDecision.Approved(intent, decision.checks());
    }

    private RiskDecision exitOnly(OrderIntent intent, Collection<Order> open, boolean reconciled) {
        if (halted) {
            return new RiskDecision.Denied(
                    intent, DenyReason.LATCHED_HALT, "gate=absent halted=true");
        }
        boolean reduces = held.reducedBy(intent, open);
        boolean agreed = reconciled && !disagreement;
        if (reduces && agreed && journal.isWritable()) {
            return new RiskDecision.Approved(intent);
        }
        return new RiskDecision.Denied(
                intent,
                DenyReason.GATE_NOT_OPEN,
                "gate=absent reduces=" + reduces + " reconciled=" + agreed);
    }
}
