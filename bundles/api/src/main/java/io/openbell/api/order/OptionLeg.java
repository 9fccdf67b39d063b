package io.openbell.api.order;

import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;

/**
 * One contract of a multi-leg order.
 *
 * @param symbol the option contract, or the underlying share
 * @param ratio  contracts for each unit of the order, 1 or more
 */
public record OptionLeg(Symbol symbol, Side side, int ratio, PositionIntent positionIntent) {

    /** Refuses a leg of nothing. */
    public OptionLeg {
        if (ratio < 1) {
            throw new IllegalArgumentException("ratio of a leg must be 1 or more, was " + ratio);
        }
    }
}
