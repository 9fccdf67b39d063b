package io.openbell.simulator.market;

import java.math.BigDecimal;

/**
 * What may be done with an instrument, and in which steps.
 *
 * @param minimumQuantity   smallest order, in shares, coins or contracts
 * @param quantityIncrement orders are multiples of it
 * @param priceIncrement    smallest step of a quote; whether an order's price may be finer is the exchange's rule
 * @param multiplier        shares behind one unit: 100 for an option, else 1; prices are per share
 * @param optionsEnabled    options on it are listed here
 */
public record TradingTerms(
        BigDecimal minimumQuantity,
        BigDecimal quantityIncrement,
        BigDecimal priceIncrement,
        int multiplier,
        boolean fractionable,
        boolean shortable,
        boolean marginable,
        boolean easyToBorrow,
        boolean optionsEnabled) {

    private static final BigDecimal BILLIONTH = new BigDecimal("0.000000001");
    private static final BigDecimal CENT = new BigDecimal("0.01");

    /** A large American stock: fractions to nine decimals, cents. */
    public static TradingTerms stock(boolean optionsEnabled) {
        return new TradingTerms(
                BILLIONTH, BILLIONTH, CENT, 1, true, true, true, true, optionsEnabled);
    }

    /** A coin: fractions, long only, no margin. */
    public static TradingTerms crypto(String minimum, String increment, String priceIncrement) {
        return new TradingTerms(
                new BigDecimal(minimum),
                new BigDecimal(increment),
                new BigDecimal(priceIncrement),
                1,
                true,
                false,
                false,
                false,
                false);
    }

    /** A standard American equity option: whole contracts of 100 shares. */
    public static TradingTerms option() {
        return new TradingTerms(
                BigDecimal.ONE, BigDecimal.ONE, CENT, 100, false, false, false, false, false);
    }
}
