package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;

/**
 * Row 18: the position in each symbol stays bounded even when everything on this side fills. Reductions pass: a position
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
        Money most = proposal.percentOfEquity(proposal.limits().maxPositionNotionalPercent());
        Verdict verdict = Verdict.pass("max=%s", most);
        for (Claim claim : proposal.claims()) {
            verdict = check(proposal, claim, most);
            if (verdict instanceof Verdict.Denied) {
                return verdict;
            }
        }
        return verdict;
    }

    private static Verdict check(Proposal proposal, Claim claim, Money most) {
        Quantity pending = proposal.committed().pending(claim.symbol(), claim.side());
        Quantity change = claim.side().signed(pending.plus(claim.quantity()));
        Quantity after = proposal.view().position(claim.symbol()).plus(change);
        Price price = proposal.price(claim).max(proposal.quote(claim.symbol()).mid());
        Money value = Claim.value(claim.symbol(), price, after.abs());
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
