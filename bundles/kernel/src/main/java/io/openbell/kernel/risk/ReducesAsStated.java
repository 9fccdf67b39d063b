package io.openbell.kernel.risk;

import io.openbell.api.order.OptionLeg;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Side;
import java.util.EnumSet;
import java.util.Set;

/**
 * Row 23: a wish that says it closes a position does, with everything that is on its way already: an order to close, and the
 * two exits of a position that is held.
 */
record ReducesAsStated() implements RiskCheck {

    private static final Set<PositionIntent> CLOSING =
            EnumSet.of(PositionIntent.BUY_TO_CLOSE, PositionIntent.SELL_TO_CLOSE);

    @Override
    public int row() {
        return 23;
    }

    @Override
    public Verdict check(Proposal proposal) {
        OrderInstructions asked = proposal.intent().instructions();
        boolean closes =
                asked.positionIntent().map(CLOSING::contains).orElse(false)
                        || asked.orderClass() instanceof OrderClass.OneCancelsOther;
        if (closes && !proposal.reduces()) {
            return deny(proposal, proposal.claims().get(0));
        }
        if (asked.orderClass() instanceof OrderClass.MultiLeg group) {
            for (int i = 0; i < group.legs().size(); i++) {
                OptionLeg leg = group.legs().get(i);
                Claim claim = proposal.claims().get(i);
                if (CLOSING.contains(leg.positionIntent()) && !proposal.opening(claim).isZero()) {
                    return deny(proposal, claim);
                }
            }
        }
        return Verdict.pass("closes=%s reduces=%s", closes, proposal.reduces());
    }

    private static Verdict deny(Proposal proposal, Claim claim) {
        Side side = claim.side();
        return Verdict.deny(
                DenyReason.REDUCE_ONLY_WOULD_INCREASE,
                "symbol=%s position=%s pending=%s side=%s quantity=%s",
                claim.symbol(),
                proposal.view().position(claim.symbol()),
                proposal.committed().pending(claim.symbol(), side),
                side,
                claim.quantity());
    }
}
