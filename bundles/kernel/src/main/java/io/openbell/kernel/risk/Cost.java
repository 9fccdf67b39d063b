package io.openbell.kernel.risk;

import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import java.util.List;

/**
 * What the venue takes off the buying power for an order: purchases at their price, short sales at the limit or 3 % above the
 * ask, whichever is more, and nothing for what closes a position in shares or coins. A bought contract costs its premium,
 * opening or closing; a sold put its strike; several legs the most that they can lose.
 */
final class Cost {

    private static final double SHORT_SALE = 1.03;

    private Cost() {}

    /** Never negative; {@link IllegalStateException} if there is no bound. */
    static Money of(Proposal proposal) {
        if (proposal.intent().instructions().orderClass() instanceof OrderClass.MultiLeg group) {
            return ofLegs(proposal, group);
        }
        Claim claim = proposal.claims().get(0);
        Money cost =
                OptionTerms.multiplier(claim.symbol()) > 1
                        ? ofContracts(proposal, claim)
                        : ofShares(proposal, claim);
        boolean spends = proposal.isBuy() && cost.isPositive();
        return spends
                ? cost.max(proposal.intent().instructions().notional().orElse(Money.ZERO))
                : cost;
    }

    private static Money ofShares(Proposal proposal, Claim claim) {
        Quantity opening = proposal.opening(claim);
        if (opening.isZero()) {
            return Money.ZERO;
        }
        Price price =
                proposal.isBuy()
                        ? proposal.price(claim)
                        : claim.price().max(proposal.quote(claim.symbol()).ask().times(SHORT_SALE));
        return price.times(opening);
    }

    private static Money ofContracts(Proposal proposal, Claim claim) {
        if (claim.side() == Side.BUY) {
            return claim.value(proposal.price(claim));
        }
        OptionTerms terms = OptionTerms.of(claim.symbol());
        Quantity opening = proposal.opening(claim);
        return terms.call() ? Money.ZERO : Claim.value(claim.symbol(), terms.strike(), opening);
    }

    private static Money ofLegs(Proposal proposal, OrderClass.MultiLeg group) {
        Price paid = paid(proposal);
        Money ofOne;
        if (proposal.reduces()) {
            long each = Math.max(0, Math.multiplyExact(paid.raw(), OptionTerms.MULTIPLIER));
            ofOne = new Money(each);
        } else {
            ofOne =
                    MaximumLoss.of(group.legs(), paid)
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "the loss of these legs has no bound"));
        }
        return new Money(FixedPoint.multiply(ofOne.raw(), proposal.intent().quantity().raw()));
    }

    /** For one unit, per share: the limit, or what the touches say where there is none. */
    private static Price paid(Proposal proposal) {
        if (proposal.intent().terms() instanceof OrderTerms.Limit limit) {
            return limit.limitPrice();
        }
        List<Claim> legs = proposal.claims();
        Price sum = Price.ZERO;
        for (Claim leg : legs) {
            long ratio = leg.quantity().raw() / proposal.intent().quantity().raw();
            Price touch =
                    leg.side() == Side.BUY
                            ? proposal.quote(leg.symbol()).ask()
                            : proposal.quote(leg.symbol()).bid().negated();
            sum = sum.plus(new Price(Math.multiplyExact(touch.raw(), ratio)));
        }
        return sum;
    }
}
