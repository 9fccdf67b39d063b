package io.openbell.shell;

import io.openbell.api.market.Quote;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Side;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What fills cost against the middle of the market at the moment of the decision; gains are negative. */
record Slippage(Optional<Quote> decidedOn) {

    /** For people; empty when there was no sane quote. */
    Optional<String> of(OrderFilled fill) {
        return bps(fill.side(), fill.price())
                .map(
                        bps ->
                                String.format(
                                        Locale.ROOT,
                                        "slippage %s USD %s (%+.1f bps) against the middle %s",
                                        cost(fill).isNegative() ? "gained" : "cost",
                                        cost(fill).abs(),
                                        bps,
                                        mid()));
    }

    /** In basis points of the middle: positive when it was worse. */
    Optional<Double> bps(Side side, Price price) {
        Price mid = mid();
        if (mid == null) {
            return Optional.empty();
        }
        double worse = price.minus(mid).toDouble() * (side == Side.BUY ? 1 : -1);
        return Optional.of(worse / mid.toDouble() * 10_000);
    }

    private Money cost(OrderFilled fill) {
        Price mid = mid();
        Price worse = mid == null ? Price.ZERO : fill.price().minus(mid);
        Money cost = worse.times(fill.symbol().multiplier()).times(fill.quantity());
        return fill.side() == Side.BUY ? cost : cost.negated();
    }

    private @Nullable Price mid() {
        return decidedOn.filter(Quote::isSane).map(Quote::mid).orElse(null);
    }
}
