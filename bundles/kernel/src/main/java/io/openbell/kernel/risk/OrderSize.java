package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;

/**
 * Row 17: one order has a bounded number of shares (of contracts, for each leg) and a bounded value, all legs without signs. A
 * reduction is not bounded here: what is held bounds it, and an exit must not be refused for being as large as the position.
 */
record OrderSize() implements RiskCheck {

    @Override
    public int row() {
        return 17;
    }

    @Override
    public Verdict check(Proposal proposal) {
        if (proposal.reduces()) {
            return proposal.passAsReduction();
        }
        RiskLimits limits = proposal.limits();
        for (Claim claim : proposal.claims()) {
            if (claim.quantity().exceeds(limits.maxOrderQuantity())) {
                return Verdict.deny(
                        DenyReason.MAX_ORDER_QTY,
                        "quantity=%s max=%s",
                        claim.quantity(),
                        limits.maxOrderQuantity());
            }
        }
        Money most =
                limits.mode() == TradingMode.LIVE
                        ? limits.maxOrderNotional()
                                .min(
                                        proposal.percentOfEquity(
                                                RiskLimits.LIVE_ORDER_CEILING_PERCENT))
                        : limits.maxOrderNotional();
        Money notional = proposal.notional();
        return notional.exceeds(most)
                ? Verdict.deny(DenyReason.MAX_ORDER_NOTIONAL, "notional=%s max=%s", notional, most)
                : Verdict.pass(
                        "quantity=%s max=%s notional=%s max=%s",
                        proposal.intent().quantity(), limits.maxOrderQuantity(), notional, most);
    }
}
