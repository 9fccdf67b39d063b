package io.openbell.api.order;

import io.openbell.api.value.Price;

/** The price conditions of an order. */
public sealed interface OrderTerms {

    /** At the best price there is. */
    record Market() implements OrderTerms {}

    /**
     * At this price or better.
     *
     * @param limitPrice highest price paid, or lowest price taken
     */
    record Limit(Price limitPrice) implements OrderTerms {}

    /**
     * At the market once the price has reached the stop: at or above it for buys, at or below it for sells.
     *
     * @param stopPrice what triggers it
     */
    record Stop(Price stopPrice) implements OrderTerms {}

    /**
     * A limit order once the price has reached the stop.
     *
     * @param stopPrice  what triggers it
     * @param limitPrice at this price or better from then on
     */
    record StopLimit(Price stopPrice, Price limitPrice) implements OrderTerms {}

    /**
     * A stop that follows the best price seen, at a fixed distance.
     *
     * @param trail distance in quote currency, positive
     */
    record TrailingStop(Price trail) implements OrderTerms {}

    /**
     * A stop that follows the best price seen, at a relative distance.
     *
     * @param trailPercent distance in percent of the best price, above 0 and below 100
     */
    record TrailingStopPercent(double trailPercent) implements OrderTerms {}
}
