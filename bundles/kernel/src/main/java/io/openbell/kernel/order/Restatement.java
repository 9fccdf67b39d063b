package io.openbell.kernel.order;

import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * An order that the venue adjusted to a forward split: more shares at lower prices, worth the same but for what rounding to
 * whole shares and cents takes. Anything else that is larger than we wished for is not ours.
 */
final class Restatement {

    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final BigDecimal HUNDREDTH_CENT = new BigDecimal("0.0001");

    private final BigDecimal ours;
    private final BigDecimal theirs;

    private Restatement(Quantity ours, Quantity theirs) {
        this.ours = ours.toBigDecimal();
        this.theirs = theirs.toBigDecimal();
    }

    /** The terms it has at the venue; empty when it was not restated. */
    static Optional<OrderTerms> of(Order order, BrokerOrder venue) {
        boolean larger =
                order.status().isOpen()
                        && order.intent().timeInForce() == TimeInForce.GTC
                        && !Filling.isByAmount(order)
                        && !order.filled().exceeds(venue.filled())
                        && venue.quantity().exceeds(order.intent().quantity());
        return larger
                ? new Restatement(order.remaining(), venue.quantity().minus(order.filled()))
                        .terms(order.intent().terms(), venue)
                : Optional.empty();
    }

    private Optional<OrderTerms> terms(OrderTerms before, BrokerOrder venue) {
        Optional<Price> limit = venue.details().limitPrice();
        Optional<Price> stop = venue.details().stopPrice();
        if (before instanceof OrderTerms.Limit known) {
            return limit.filter(price -> isWorthTheSame(known.limitPrice(), price))
                    .map(OrderTerms.Limit::new);
        }
        if (before instanceof OrderTerms.Stop known) {
            return stop.filter(price -> isWorthTheSame(known.stopPrice(), price))
                    .map(OrderTerms.Stop::new);
        }
        if (before instanceof OrderTerms.StopLimit known) {
            return stop.filter(price -> isWorthTheSame(known.stopPrice(), price))
                    .flatMap(
                            first ->
                                    limit.filter(price -> isWorthTheSame(known.limitPrice(), price))
                                            .map(next -> new OrderTerms.StopLimit(first, next)));
        }
        if (before instanceof OrderTerms.TrailingStop known && isWholeRatio()) {
            return Optional.of(new OrderTerms.TrailingStop(inNewShares(known.trail())));
        }
        return before instanceof OrderTerms.TrailingStopPercent && isWholeRatio()
                ? Optional.of(before)
                : Optional.empty();
    }

    private boolean isWorthTheSame(Price before, Price after) {
        BigDecimal worth = ours.multiply(before.toBigDecimal());
        BigDecimal price = after.toBigDecimal();
        BigDecimal tick = price.compareTo(BigDecimal.ONE) < 0 ? HUNDREDTH_CENT : CENT;
        BigDecimal least = theirs.multiply(price.subtract(tick));
        BigDecimal most = theirs.add(BigDecimal.ONE).multiply(price.add(tick));
        return worth.compareTo(least) >= 0 && worth.compareTo(most) <= 0;
    }

    /** The venue does not state how far a stop trails: two for one or more is all that is to be seen of it. */
    private boolean isWholeRatio() {
        return theirs.remainder(ours).signum() == 0;
    }

    private Price inNewShares(Price before) {
        return Price.of(
                before.toBigDecimal()
                        .multiply(ours)
                        .divide(theirs, FixedPoint.SCALE, RoundingMode.HALF_EVEN));
    }
}
