package io.openbell.kernel.risk;

import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;

/**
 * Row 10: prices have at most two decimals from one dollar on and four below. A quantity with a fraction goes as a market
 * or limit order for the day, and never into a short.
 */
record TickAndLot() implements RiskCheck {

    @Override
    public int row() {
        return 10;
    }

    @Override
    public Verdict check(Proposal proposal) {
        OrderTerms terms = proposal.intent().terms();
        Quantity quantity = proposal.intent().quantity();
        for (Price price : Terms.prices(terms)) {
            if (!price.isMultipleOf(Terms.tick(price))) {
                return Verdict.deny(
                        DenyReason.TICK_LOT, "price=%s tick=%s", price, Terms.tick(price));
            }
        }
        if (proposal.intent().quantity().isWhole()) {
            return Verdict.pass(
                    "quantity=%s prices=%s allowed=whole", quantity, Terms.prices(terms));
        }
        boolean simple = terms instanceof OrderTerms.Market || terms instanceof OrderTerms.Limit;
        if (!simple || proposal.intent().timeInForce() != TimeInForce.DAY) {
            return Verdict.deny(
                    DenyReason.TICK_LOT,
                    "quantity=%s allowed=whole shares unless market or limit for the day",
                    proposal.intent().quantity());
        }
        if (!proposal.isBuy() && proposal.opening().isPositive()) {
            return Verdict.deny(
                    DenyReason.TICK_LOT,
                    "quantity=%s short=%s allowed=whole shares when selling short",
                    proposal.intent().quantity(),
                    proposal.opening());
        }
        return Verdict.pass(
                "quantity=%s prices=%s allowed=fraction", quantity, Terms.prices(terms));
    }
}
