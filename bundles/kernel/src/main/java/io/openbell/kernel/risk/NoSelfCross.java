package io.openbell.kernel.risk;

import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Price;
import io.openbell.api.value.Side;
import java.util.Optional;

/**
 * Row 25: the order cannot trade with another one of ours: no open order on the other side, unless both are limits that do
 * not meet, or one belongs to a group or trails the market, which the venue keeps apart itself.
 */
record NoSelfCross() implements RiskCheck {

    @Override
    public int row() {
        return 25;
    }

    @Override
    public Verdict check(Proposal proposal) {
        OrderIntent wish = proposal.intent();
        if (isKeptApart(wish)) {
            return Verdict.pass(
                    "class=%s kept apart by the venue", wish.instructions().orderClass());
        }
        for (Order order : proposal.open()) {
            OrderIntent other = order.intent();
            if (other.symbol().equals(wish.symbol())
                    && other.side() != wish.side()
                    && !isKeptApart(other)
                    && order.links().parent().isEmpty()
                    && meet(wish, limit(other))) {
                return deny(wish, order.id().value(), limit(other));
            }
        }
        for (ExternalOrder other : proposal.view().external()) {
            if (other.symbol().equals(wish.symbol())
                    && other.side() != wish.side()
                    && !other.remaining().isZero()
                    && meet(wish, other.limitPrice())) {
                return deny(wish, other.clientId(), other.limitPrice());
            }
        }
        return Verdict.pass("opposite=none open=%d", proposal.open().size());
    }

    private static boolean isKeptApart(OrderIntent intent) {
        return !(intent.instructions().orderClass() instanceof OrderClass.Simple)
                || intent.terms() instanceof OrderTerms.TrailingStop
                || intent.terms() instanceof OrderTerms.TrailingStopPercent
                || intent.symbol().assetClass() == AssetClass.US_OPTION;
    }

    private static Optional<Price> limit(OrderIntent intent) {
        return intent.terms() instanceof OrderTerms.Limit limit
                ? Optional.of(limit.limitPrice())
                : Optional.empty();
    }

    /** What has no limit may meet anything. */
    private static boolean meet(OrderIntent wish, Optional<Price> other) {
        Optional<Price> own = limit(wish);
        if (own.isEmpty() || other.isEmpty()) {
            return true;
        }
        return wish.side() == Side.BUY
                ? own.get().compareTo(other.get()) >= 0
                : own.get().compareTo(other.get()) <= 0;
    }

    private static Verdict deny(OrderIntent wish, String order, Optional<Price> limit) {
        return Verdict.deny(
                DenyReason.SELF_CROSS,
                "side=%s terms=%s opposite=%s limit=%s",
                wish.side(),
                wish.terms(),
                order,
                limit.map(Price::toString).orElse("none"));
    }
}
