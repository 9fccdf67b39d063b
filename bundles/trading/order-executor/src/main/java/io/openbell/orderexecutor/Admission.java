package io.openbell.orderexecutor;

import io.openbell.api.engine.OrderJournal;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.RiskGate;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may become an order: the gate does. While there is none, only what makes a position smaller passes, and only
 * while orders agree with the venue's and the journal writes. On the loop only.
 */
final class Admission {

    private final Supplier<@Nullable RiskGate> gate;
    private final OrderJournal journal;
    private final HeldShares held;

    Admission(Supplier<@Nullable RiskGate> gate, OrderJournal journal, HeldShares held) {
        this.gate = gate;
        this.journal = journal;
        this.held = held;
    }

    RiskDecision review(
            OrderIntent intent, Collection<Order> open, boolean reconciled, Instant now) {
        RiskGate present = gate.get();
        try {
            return present == null
                    ? exitOnly(intent, open, reconciled)
                    : present.review(intent, open, journal.isWritable(), now);
        } catch (RuntimeException failure) {
            return new RiskDecision.Denied(
                    intent, DenyReason.CHECK_FAILED, "gate=failed cause=" + failure);
        }
    }

    private RiskDecision exitOnly(OrderIntent intent, Collection<Order> open, boolean reconciled) {
        boolean reduces = held.reducedBy(intent, open);
        if (reduces && reconciled && journal.isWritable()) {
            return new RiskDecision.Approved(intent);
        }
        return new RiskDecision.Denied(
                intent,
                DenyReason.GATE_NOT_OPEN,
                "gate=absent reduces=" + reduces + " reconciled=" + reconciled);
    }
}
