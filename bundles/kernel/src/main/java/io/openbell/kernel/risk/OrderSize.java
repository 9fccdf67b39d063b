package io.openbell.kernel.risk;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.order.OrderClass;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import java.util.Optional;

/**
 * Row 17: one order has a bounded number of shares (of contracts, for each leg) and a bounded value, all legs without signs; of
 * options it is no less than what the order may cost, so that a small premium does not hide a large duty. A reduction is not bounded here: what is held bounds it, and an exit must not be refused for being as large as the position.
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
                most(limits, proposal.view())
                        .orElseThrow(() -> new IllegalStateException("account not known"));
        Money notional = notional(proposal);
        return notional.exceeds(most)
                ? Verdict.deny(DenyReason.MAX_ORDER_NOTIONAL, "notional=%s max=%s", notional, most)
                : Verdict.pass(
                        "quantity=%s max=%s notional=%s max=%s",
                        proposal.intent().quantity(), limits.maxOrderQuantity(), notional, most);
    }

    /** The largest value of one order; empty in live while the account is not known. */
    static Optional<Money> most(RiskLimits limits, RiskView view) {
        Money most = limits.maxOrderNotional();
        return limits.mode() == TradingMode.LIVE
                ? view.account()
                        .map(BrokerAccount::equity)
                        .map(equity -> equity.times(RiskLimits.LIVE_ORDER_CEILING_PERCENT / 100))
                        .map(most::min)
                : Optional.of(most);
    }

    /** What is held against it. */
    static Money notional(Proposal proposal) {
        boolean option = proposal.isMultiLeg() || OptionTerms.multiplier(proposal.symbol()) > 1;
        if (!option || isUnbounded(proposal)) {
            return proposal.notional();
        }
        return proposal.notional().max(Cost.of(proposal));
    }

    /** Row 22 denies it. */
    private static boolean isUnbounded(Proposal proposal) {
        return proposal.intent().instructions().orderClass() instanceof OrderClass.MultiLeg group
                && MaximumLoss.of(group.legs(), Price.ZERO).isEmpty();
    }
}
