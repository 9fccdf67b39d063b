package io.openbell.kernel.risk;

import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.DenyReason;

/**
 * Row 24: no wish is granted twice, neither under its own name nor, within a short time, under another. An exit may look
 * like an earlier one when its source went in again meanwhile: what only makes smaller what the source holds, less what is
 * on its way out already, is no repetition.
 */
record NotDuplicate() implements RiskCheck {

    @Override
    public int row() {
        return 24;
    }

    @Override
    public Verdict check(Proposal proposal) {
        OrderIntent wish = proposal.original();
        if (proposal.view().pace().isKnown(wish.id())) {
            return Verdict.deny(DenyReason.DUPLICATE_INTENT, "intent=%s seen=before", wish.id());
        }
        if (!proposal.reducesOwn()
                && proposal.view()
                        .pace()
                        .isRepeated(
                                wish, proposal.now().minus(proposal.limits().duplicateWindow()))) {
            return Verdict.deny(
                    DenyReason.DUPLICATE_INTENT,
                    "source=%s wish=%s %s %s withinMillis=%d",
                    wish.source(),
                    wish.side(),
                    wish.quantity(),
                    wish.symbol(),
                    proposal.limits().duplicateWindow().toMillis());
        }
        return Verdict.pass(
                "intent=%s seen=never withinMillis=%d",
                wish.id(), proposal.limits().duplicateWindow().toMillis());
    }
}
