package io.openbell.api.order;

import io.openbell.api.value.Price;
import java.util.Optional;

/** An order that leaves the position another one has opened. It has the same quantity, on the other side. */
public sealed interface ExitLeg {

    /**
     * Leaves with a gain.
     *
     * @param limitPrice at this price or better
     */
    record TakeProfit(Price limitPrice) implements ExitLeg {}

    /**
     * Leaves with a loss.
     *
     * @param stopPrice  what triggers it
     * @param limitPrice at this price or better from then on; empty: at the market
     */
    record StopLoss(Price stopPrice, Optional<Price> limitPrice) implements ExitLeg {

        /** At the market once the price has reached the stop. */
        public StopLoss(Price stopPrice) {
            this(stopPrice, Optional.empty());
        }
    }
}
