package io.openbell.api.broker;

import io.openbell.api.order.OrderId;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.util.Optional;

/**
 * How to change an open order; what is empty stays as it is. Venues do not replace orders by amount of money.
 *
 * @param newId      our name for the order that replaces it; assigned and journaled before it is sent
 * @param quantity   shares in all, those already filled included
 * @param limitPrice for limit and stop-limit orders
 * @param stopPrice  for stop and stop-limit orders
 * @param trail      distance of a trailing stop, in its own unit: dollars or percent
 */
public record Replacement(
        OrderId newId,
        Optional<Quantity> quantity,
        Optional<Price> limitPrice,
        Optional<Price> stopPrice,
        Optional<Price> trail,
        Optional<TimeInForce> timeInForce) {

    /** Another limit price, nothing else. */
    public static Replacement limit(OrderId newId, Price limitPrice) {
        return new Replacement(
                newId,
                Optional.empty(),
                Optional.of(limitPrice),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Another quantity, nothing else. */
    public static Replacement quantity(OrderId newId, Quantity quantity) {
        return new Replacement(
                newId,
                Optional.of(quantity),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
