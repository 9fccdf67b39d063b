package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/**
 * Values contracts by Black, Scholes and Merton with a volatility that is higher for low strikes, the same for calls and
 * puts, so that puts and calls are in parity. No contract is worth less than its exercise.
 */
final class OptionPricer {

    private static final double SECONDS_PER_YEAR = 365.0 * 24 * 3600;
    private static final double SHORTEST_YEARS = 60 / SECONDS_PER_YEAR;
    private static final double SKEW = 0.08;
    private static final double SMILE = 0.03;
    private static final double WIDEST = 3;
    private static final double LEAST_HALF_SPREAD = 0.01;

    private final OptionParameters parameters;

    OptionPricer(OptionParameters parameters) {
        this.parameters = parameters;
    }

    /** What it is worth then, at that price of the underlying. */
    OptionValue value(OptionContract contract, double spot, Instant at) {
        double left = Duration.between(at, OptionCalendar.end(contract.expiration())).toSeconds();
        double years = Math.max(left / SECONDS_PER_YEAR, SHORTEST_YEARS);
        double strike = contract.strike().doubleValue();
        double volatility = volatility(spot, strike, years);
        BlackScholes model =
                BlackScholes.of(
                        contract.call(),
                        spot,
                        strike,
                        years,
                        parameters.ratePercent() / 100,
                        0,
                        volatility);
        double exercise = Math.max(0, contract.call() ? spot - strike : strike - spot);
        return new OptionValue(
                Math.max(model.value(), exercise),
                volatility,
                model.delta(),
                model.gamma(),
                model.theta(),
                model.vega(),
                model.rho());
    }

    private double volatility(double spot, double strike, double years) {
        double base = parameters.volatilityPercent() / 100;
        double deviations = Math.log(strike / spot) / (base * Math.sqrt(years));
        double bounded = Math.max(-WIDEST, Math.min(WIDEST, deviations));
        return base * (1 - SKEW * bounded + SMILE * bounded * bounded);
    }

    /** A cent or more below the value, and zero when there is nothing to bid. */
    BigDecimal bid(OptionValue value) {
        return cents(value.value() - halfSpread(value), RoundingMode.FLOOR).max(BigDecimal.ZERO);
    }

    /** A cent or more above the value. */
    BigDecimal ask(OptionValue value) {
        return cents(value.value() + halfSpread(value), RoundingMode.CEILING);
    }

    private double halfSpread(OptionValue value) {
        return Math.max(LEAST_HALF_SPREAD, value.value() * parameters.spreadPercent() / 100 / 2);
    }

    /** The value on the grid of cents; at least one. */
    static BigDecimal price(OptionValue value) {
        return cents(value.value(), RoundingMode.HALF_EVEN).max(BigDecimal.valueOf(1, 2));
    }

    private static BigDecimal cents(double dollars, RoundingMode mode) {
        return BigDecimal.valueOf(dollars).setScale(2, mode);
    }
}
