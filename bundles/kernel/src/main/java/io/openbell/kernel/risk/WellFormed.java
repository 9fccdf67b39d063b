package io.openbell.kernel.risk;

import io.openbell.api.order.OrderTerms;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Price;

/** Row 7: quantity and prices are positive, their product can be computed, and the text is of a sane length. */
record WellFormed() implements RiskCheck {

    private static final int MAX_REASON_LENGTH = 200;

    @Override
    public int row() {
        return 7;
    }

    @Override
    public Verdict check(Proposal proposal) {
        if (!proposal.intent().quantity().isPositive()) {
            return Verdict.deny(
                    DenyReason.MALFORMED, "quantity=%s min=above 0", proposal.intent().quantity());
        }
        int length = proposal.intent().reason().length();
        if (length > MAX_REASON_LENGTH) {
            return Verdict.deny(
                    DenyReason.MALFORMED, "reasonLength=%d max=%d", length, MAX_REASON_LENGTH);
        }
        OrderTerms terms = proposal.intent().terms();
        if (terms instanceof OrderTerms.TrailingStopPercent trailing) {
            double percent = trailing.trailPercent();
            return percent > 0 && percent < 100
                    ? Verdict.pass("trailPercent=%s range=above 0, below 100", percent)
                    : Verdict.deny(
                            DenyReason.MALFORMED,
                            "trailPercent=%s range=above 0, below 100",
                            percent);
        }
        for (Price price : Terms.prices(terms)) {
            if (!price.isPositive()) {
                return Verdict.deny(DenyReason.MALFORMED, "price=%s min=above 0", price);
            }
            try {
                price.times(proposal.intent().quantity());
            } catch (ArithmeticException overflow) {
                return Verdict.deny(
                        DenyReason.MALFORMED,
                        "price=%s quantity=%s product=too large",
                        price,
                        proposal.intent().quantity());
            }
        }
        return Verdict.pass(
                "quantity=%s terms=%s reasonLength=%d max=%d",
                proposal.intent().quantity(), terms, length, MAX_REASON_LENGTH);
    }
}
