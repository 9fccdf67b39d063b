package io.openbell.simulator.market;

/**
 * What the synthetic market is made of.
 *
 * @param seed                     same seed, same ticks
 * @param ticksPerSecond           steps of the model; each quotes every symbol once
 * @param tradesPerQuotePercent    how often a quote is followed by a trade
 * @param volatilityPercentPerYear standard deviation of a symbol's yearly log return, a year of 252 days of 6.5 hours
 * @param marketSharePercent       part of the variance that all symbols share
 * @param sectorSharePercent       part of the variance that a sector shares
 * @param pairSpreadBps            standard deviation of the log price ratio of a cointegrated pair
 * @param pairHalfLifeSeconds      in which the ratio has lost half of its deviation
 * @param quoteSpreadBps           ask minus bid; at least one cent
 * @param meanTradeShares          mean size of a trade
 * @param volumeShapePercent how much larger than usual trades are at the open and the close of the regular hours
 * @param historyDays              minute bars made up from before the start
 */
public record SyntheticParameters(
        long seed,
        int ticksPerSecond,
        int tradesPerQuotePercent,
        double volatilityPercentPerYear,
        double marketSharePercent,
        double sectorSharePercent,
        double pairSpreadBps,
        double pairHalfLifeSeconds,
        double quoteSpreadBps,
        double meanTradeShares,
        double volumeShapePercent,
        int historyDays) {

    /** As shipped. */
    public static final SyntheticParameters DEFAULTS =
            new SyntheticParameters(20130107, 4, 50, 40, 50, 25, 20, 60, 2, 100, 100, 2);

    /** Refuses shares of the variance that exceed the whole. */
    public SyntheticParameters {
        if (!sharesFit(marketSharePercent, sectorSharePercent)) {
            throw new IllegalArgumentException(
                    "marketSharePercent + sectorSharePercent must be at most 100, was "
                            + (marketSharePercent + sectorSharePercent));
        }
    }

    /** Together they are not more than the whole. */
    public static boolean sharesFit(double marketSharePercent, double sectorSharePercent) {
        return marketSharePercent + sectorSharePercent <= 100;
    }

    /** Seconds between two steps. */
    public double secondsPerTick() {
        return 1.0 / ticksPerSecond;
    }

    /** The same with another seed. */
    public SyntheticParameters withSeed(long other) {
        return new SyntheticParameters(
                other,
                ticksPerSecond,
                tradesPerQuotePercent,
                volatilityPercentPerYear,
                marketSharePercent,
                sectorSharePercent,
                pairSpreadBps,
                pairHalfLifeSeconds,
                quoteSpreadBps,
                meanTradeShares,
                volumeShapePercent,
                historyDays);
    }
}
