package io.openbell.api.order;

import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.util.Optional;

/**
 * How to change an open order; what is empty stays as it is.
 *
 * @param quantity   shares in all, those already filled included
 * @param limitPrice for limit and stop-limit orders
 * @param stopPrice  for stop and stop-limit orders
 * @param trail      distance of a trailing stop, in its own unit: currency or percent
 */
public record OrderChange(
        Optional<Quantity> quantity,
        Optional<Price> limitPrice,
        Optional<Price> stopPrice,
        Optional<Price> trail,
        Optional<TimeInForce> timeInForce) {

    /** Changes nothing. */
    public static final OrderChange NOTHING =
            new OrderChange(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /** Another limit price. */
    public static OrderChange toLimit(Price limitPrice) {
        return new OrderChange(
                Optional.empty(),
                Optional.of(limitPrice),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Another quantity in all. */
    public static OrderChange toQuantity(Quantity quantity) {
        return new OrderChange(
                Optional.of(quantity),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, with this limit price as well. */
    public OrderChange withLimit(Price price) {
        return new OrderChange(quantity, Optional.of(price), stopPrice, trail, timeInForce);
    }

    /** The same, with this stop price as well. */
    public OrderChange withStop(Price price) {
        return new OrderChange(quantity, limitPrice, Optional.of(price), trail, timeInForce);
    }

    /** Nothing is to change. */
    public boolean isNothing() {
        return equals(NOTHING);
    }

    /**
     * The terms with the prices of this change.
     *
     * @throws IllegalArgumentException if it has a price that such terms do not have
     */
    public OrderTerms appliedTo(OrderTerms terms) {
        if (terms instanceof OrderTerms.Limit limit) {
            refuse(stopPrice, "stop price", terms);
            refuse(trail, "trail", terms);
            return new OrderTerms.Limit(limitPrice.orElse(limit.limitPrice()));
        }
        if (terms instanceof OrderTerms.Stop stop) {
            refuse(limitPrice, "limit price", terms);
            refuse(trail, "trail", terms);
            return new OrderTerms.Stop(stopPrice.orElse(stop.stopPrice()));
        }
        if (terms instanceof OrderTerms.StopLimit both) {
            refuse(trail, "trail", terms);
            return new OrderTerms.StopLimit(
                    stopPrice.orElse(both.stopPrice()), limitPrice.orElse(both.limitPrice()));
        }
        refuse(limitPrice, "limit price", terms);
        refuse(stopPrice, "stop price", terms);
        if (terms instanceof OrderTerms.TrailingStop trailing) {
            return new OrderTerms.TrailingStop(trail.orElse(trailing.trail()));
        }
        if (terms instanceof OrderTerms.TrailingStopPercent trailing) {
            return new OrderTerms.TrailingStopPercent(
                    trail.map(Price::toDouble).orElse(trailing.trailPercent()));
        }
        refuse(trail, "trail", terms);
        return terms;
    }

    private static void refuse(Optional<?> value, String name, OrderTerms terms) {
        if (value.isPresent()) {
            throw new IllegalArgumentException(
                    name + "=" + value.get() + ": an order with terms " + terms + " has none");
        }
    }
}
