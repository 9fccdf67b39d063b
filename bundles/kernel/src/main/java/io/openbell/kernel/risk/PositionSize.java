package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;

/**
 * Row 18: the position in the symbol stays bounded even when everything on this side fills. Reductions pass: a position
 * that has grown beyond the limit by itself must be allowed to shrink.
 */
record PositionSize() implements RiskCheck {

    @Override
    public int row() {
        return 18;
    }

    @Override
    public Verdict check(Proposal proposal) {
        if (proposal.reduces()) {
            return proposal.passAsReduction();
        }
        Quantity change =
                proposal.intent()
                        .side()
                        .signed(
                                proposal.pending(proposal.intent().side())
                                        .plus(proposal.intent().quantity()));
        Quantity after = proposal.view().position(proposal.symbol()).plus(change);
        Price price = proposal.price().max(proposal.quote().mid());
        Money value = price.times(after.abs());
        Money most = proposal.percentOfEquity(proposal.limits().maxPositionNotionalPercent());
        return value.exceeds(most)
                ? Verdict.deny(
                        DenyReason.MAX_POSITION_NOTIONAL,
                        "quantity=%s notional=%s max=%s",
                        after,
                        value,
                        most)
                : Verdict.pass("quantity=%s notional=%s max=%s", after, value, most);
    }
}
