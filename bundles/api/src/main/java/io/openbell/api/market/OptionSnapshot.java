package io.openbell.api.market;

import io.openbell.api.value.Symbol;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The latest state of an option contract, as far as the venue has it.
 *
 * @param symbol            the contract
 * @param impliedVolatility per year, 0.25 is 25 percent
 */
public record OptionSnapshot(
        Symbol symbol,
        Optional<Trade> latestTrade,
        Optional<Quote> latestQuote,
        OptionalDouble impliedVolatility,
        Optional<Greeks> greeks) {

    /**
     * Sensitivities of the price of one share's worth of the contract.
     *
     * @param delta for one dollar of the underlying
     * @param gamma change of delta for one dollar of the underlying
     * @param theta for one day
     * @param vega  for one percentage point of volatility
     * @param rho   for one percentage point of interest
     */
    public record Greeks(double delta, double gamma, double theta, double vega, double rho) {}
}
