package io.openbell.simulator.market;

/**
 * What a contract is worth, by the exchange's model.
 *
 * @param value             dollars per share
 * @param impliedVolatility per year, as a fraction
 * @param delta             per dollar of the underlying
 * @param gamma             change of delta per dollar
 * @param theta             per day
 * @param vega              per point (0.01) of volatility
 * @param rho               per point (0.01) of interest
 */
public record OptionValue(
        double value,
        double impliedVolatility,
        double delta,
        double gamma,
        double theta,
        double vega,
        double rho) {}
