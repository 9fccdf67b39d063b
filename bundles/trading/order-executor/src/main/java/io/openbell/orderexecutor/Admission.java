package io.openbell.orderexecutor;

import io.openbell.api.engine.OrderJournal;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.LatchedHalt;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.RiskGate;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may become an order: the gate does, and while there is none nobody may. On the loop only.
 */
final class Admission {

    private final Supplier<@Nullable RiskGate> gate;
    private final HaltLatch latch;
    private final OrderJournal journal;

    Admission(Supplier<@Nullable RiskGate> gate, HaltLatch latch, OrderJournal journal) {
        this.gate = gate;
        this.latch = latch;
        this.journal = journal;
    }

    RiskDecision review(OrderIntent intent, Collection<Order> open, Instant now) {
        return ask(intent, present -> present.review(intent, open, journal.isWritable(), now));
    }

    private RiskDecision ask(OrderIntent intent, Function<RiskGate, RiskDecision> question) {
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
            return present == null ? withoutGate(intent) : question.apply(present);
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
            Order old, OrderIntent intent, Collection<Order> open, Instant now) {
        OrderIntent rest = intent.sized(intent.quantity().minus(old.filled()));
        RiskDecision decision =
                ask(
                        rest,
                        present ->
                                present.reviewReplacement(
                                        rest, old, open, journal.isWritable(), now));
        return decision instanceof RiskDecision.Denied denied
                ? new RiskDecision.Denied(intent, denied.reason(), denied.detail(), denied.checks())
                : new RiskDecision.Approved(intent, decision.checks());
    }

    /** There is one gate, and no way around it: an exit waits for it as an entry does. */
    private RiskDecision withoutGate(OrderIntent intent) {
        return new RiskDecision.Denied(intent, DenyReason.GATE_NOT_OPEN, "gate=absent");
    }
}
