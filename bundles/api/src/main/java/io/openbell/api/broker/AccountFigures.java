package io.openbell.api.broker;

import io.openbell.api.value.Money;

/**
 * Figures of the account beyond cash and equity; zero where the venue does not state them.
 *
 * @param longMarketValue          of all long positions
 * @param shortMarketValue         of all short positions, negative or zero
 * @param initialMargin            what the positions needed when they were opened
 * @param maintenanceMargin        what they need to be kept
 * @param overnightBuyingPower     under Regulation T
 * @param optionsBuyingPower       for options
 * @param nonMarginableBuyingPower for what cannot be bought on margin, such as coins
 */
public record AccountFigures(
        Money longMarketValue,
        Money shortMarketValue,
        Money initialMargin,
        Money maintenanceMargin,
        Money overnightBuyingPower,
        Money optionsBuyingPower,
        Money nonMarginableBuyingPower) {

    /** Nothing stated. */
    public static final AccountFigures UNSTATED =
            new AccountFigures(
                    Money.ZERO,
                    Money.ZERO,
                    Money.ZERO,
                    Money.ZERO,
                    Money.ZERO,
                    Money.ZERO,
                    Money.ZERO);
}
