package io.openbell.kernel.risk;

import io.openbell.api.order.OptionLeg;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Side;
import java.util.Optional;

/**
 * Row 7: quantity, prices and amount are positive, their products can be computed, exits lie on their sides of each other, and
 * the text is of a sane length. What several legs cost may be negative: it is received then.
 */
record WellFormed() implements RiskCheck {

    private static final int MAX_REASON_LENGTH = 200;

    @Override
    public int row() {
        return 7;
    }

    @Override
    public Verdict check(Proposal proposal) {
        OrderIntent intent = proposal.intent();
        if (!intent.quantity().isPositive()) {
            return Verdict.deny(DenyReason.MALFORMED, "quantity=%s min=above 0", intent.quantity());
        }
        int length = intent.reason().length();
        if (length > MAX_REASON_LENGTH) {
            return Verdict.deny(
                    DenyReason.MALFORMED, "reasonLength=%d max=%d", length, MAX_REASON_LENGTH);
        }
        Optional<Money> amount = intent.instructions().notional();
        if (amount.isPresent() && !amount.get().isPositive()) {
            return Verdict.deny(DenyReason.MALFORMED, "notional=%s min=above 0", amount.get());
        }
        if (intent.terms() instanceof OrderTerms.TrailingStopPercent trailing
                && !(trailing.trailPercent() > 0 && trailing.trailPercent() < 100)) {
            return Verdict.deny(
                    DenyReason.MALFORMED,
                    "trailPercent=%s range=above 0, below 100",
                    trailing.trailPercent());
        }
        if (!isComputable(intent)) {
            return Verdict.deny(
                    DenyReason.MALFORMED,
                    "terms=%s quantity=%s product=too large",
                    intent.terms(),
                    intent.quantity());
        }
        return proposal.isMultiLeg() ? several(intent) : prices(intent);
    }

    private static boolean isComputable(OrderIntent intent) {
        try {
            for (Claim claim : Claim.of(intent, intent.quantity())) {
                claim.value(claim.price());
            }
            for (Price price : Terms.prices(intent)) {
                price.times(intent.quantity());
            }
            return true;
        } catch (ArithmeticException overflow) {
            return false;
        }
    }

    private static Verdict several(OrderIntent intent) {
        OrderClass.MultiLeg group = (OrderClass.MultiLeg) intent.instructions().orderClass();
        for (OptionLeg leg : group.legs()) {
            if (!leg.symbol().underlying().equals(intent.symbol())) {
                return Verdict.deny(
                        DenyReason.MALFORMED,
                        "leg=%s underlying=%s",
                        leg.symbol(),
                        intent.symbol());
            }
        }
        return intent.side() == Side.BUY
                ? pass(intent)
                : Verdict.deny(DenyReason.MALFORMED, "side=SELL allowed=BUY for several legs");
    }

    private static Verdict prices(OrderIntent intent) {
        for (Price price : Terms.prices(intent)) {
            if (!price.isPositive()) {
                return Verdict.deny(DenyReason.MALFORMED, "price=%s min=above 0", price);
            }
        }
        Optional<Price> gain = Terms.gain(intent);
        Optional<Price> loss = Terms.loss(intent);
        if (gain.isPresent() && loss.isPresent()) {
            boolean exitsSell = (intent.side() == Side.SELL) == Terms.isExit(intent);
            boolean apart =
                    exitsSell ? gain.get().exceeds(loss.get()) : loss.get().exceeds(gain.get());
            if (!apart) {
                return Verdict.deny(
                        DenyReason.MALFORMED,
                        "takeProfit=%s stopLoss=%s exits=%s",
                        gain.get(),
                        loss.get(),
                        exitsSell ? "SELL" : "BUY");
            }
        }
        return pass(intent);
    }

    private static Verdict pass(OrderIntent intent) {
        return Verdict.pass(
                "quantity=%s terms=%s reasonLength=%d max=%d",
                intent.quantity(), intent.terms(), intent.reason().length(), MAX_REASON_LENGTH);
    }
}
