package io.openbell.simulator.market;

/**
 * How options are listed and priced.
 *
 * @param enabled           false lists none
 * @param strikesPerSide    listed above and below the price of the day before
 * @param volatilityPercent implied, per year of 365 days, at the money; a little more for low strikes
 * @param ratePercent       riskless interest per year
 * @param spreadPercent     ask minus bid, of the value; at least two cents
 */
public record OptionParameters(
        boolean enabled,
        int strikesPerSide,
        double volatilityPercent,
        double ratePercent,
        double spreadPercent) {

    /** As shipped. */
    public static final OptionParameters DEFAULTS = new OptionParameters(true, 10, 40, 4, 2);
}
