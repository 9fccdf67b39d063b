package io.openbell.simulator.market;

/**
 * How coins move. BTC/USD and ETH/USD are correlated random walks; ETH/BTC is their ratio but for a small deviation.
 *
 * @param enabled                  false lists none
 * @param volatilityPercentPerYear standard deviation of the yearly log return, a year of 365 days of 24 hours
 * @param spreadBps                ask minus bid
 * @param triangleJumpsPerHour     how often ETH/BTC departs from the ratio by more than the spreads
 * @param triangleJumpBps          how far at most; a jump lasts a few seconds
 */
public record CryptoParameters(
        boolean enabled,
        double volatilityPercentPerYear,
        double spreadBps,
        double triangleJumpsPerHour,
        double triangleJumpBps) {

    /** As shipped. */
    public static final CryptoParameters DEFAULTS = new CryptoParameters(true, 60, 4, 6, 60);
}
