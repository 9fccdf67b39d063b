package io.openbell.kernel.risk;

import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Quantity;
import java.util.Optional;

/**
 * Row 33: the parts of an execution are never more than it, and no order was ever sent that the journal has no wish for. A
 * part whose execution nobody told of is denied. Reductions are bound as well.
 */
record Conservation() implements RiskCheck {

    @Override
    public int row() {
        return 33;
    }

    @Override
    public Verdict check(Proposal proposal) {
        PaceView pace = proposal.view().pace();
        if (pace.ordersWithoutIntent() > 0) {
            return Verdict.deny(
                    DenyReason.CONSERVATION,
                    "sentWithoutIntent=%d max=0",
                    pace.ordersWithoutIntent());
        }
        Optional<IntentId> parent = proposal.intent().parent();
        if (parent.isEmpty()) {
            return Verdict.pass("parent=none sentWithoutIntent=0");
        }
        Optional<Quantity> wished = pace.parentQuantity(parent.get());
        if (wished.isEmpty()) {
            return Verdict.deny(DenyReason.CONSERVATION, "parent=%s known=false", parent.get());
        }
        Quantity parts = pace.parentFilled(parent.get()).plus(proposal.intent().quantity());
        for (Order order : proposal.open()) {
            if (order.intent().parent().equals(parent)) {
                parts = parts.plus(order.remaining());
            }
        }
        return parts.exceeds(wished.get())
                ? Verdict.deny(
                        DenyReason.CONSERVATION,
                        "parent=%s parts=%s max=%s",
                        parent.get(),
                        parts,
                        wished.get())
                : Verdict.pass(
                        "parent=%s parts=%s max=%s sentWithoutIntent=0",
                        parent.get(), parts, wished.get());
    }
}
