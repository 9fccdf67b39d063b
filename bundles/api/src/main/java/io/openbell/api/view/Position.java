package io.openbell.api.view;

import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;

/**
 * What is held of one symbol.
 *
 * @param quantity     shares, coins or contracts; negative when short, zero when closed
 * @param averagePrice of what is open, per share, positive; zero when closed
 * @param mark         the price it is valued at, zero when unknown
 * @param realized     profit of what was closed, commissions deducted
 * @param unrealized   profit of what is open at the mark
 */
public record Position(
        Symbol symbol,
        Quantity quantity,
        Price averagePrice,
        Price mark,
        Money realized,
        Money unrealized) {

    /** Quantity times mark, times a hundred for option contracts; negative when short. */
    public Money marketValue() {
        return mark.times(symbol.multiplier()).times(quantity);
    }
}
