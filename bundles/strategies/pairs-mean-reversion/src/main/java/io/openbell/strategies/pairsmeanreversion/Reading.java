package io.openbell.strategies.pairsmeanreversion;

import io.openbell.api.market.Quote;
import io.openbell.api.strategy.StrategyContext;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One look at a pair.
 *
 * @param logRatio  natural logarithm of the first's middle over the second's
 * @param spreadBps ask minus bid in basis points of the middle, mean of the two
 */
record Reading(double logRatio, double spreadBps) {

    /** A quote that is older says nothing about the price now. */
    private static final Duration OLDEST = Duration.ofSeconds(5);

    /** Null unless both have a recent quote with two sides that do not cross. */
    static @Nullable Reading of(StrategyContext context, Pair pair) {
        Quote first = usable(context, pair.first());
        Quote second = usable(context, pair.second());
        if (first == null || second == null) {
            return null;
        }
        double logRatio = Math.log(first.mid().toDouble() / second.mid().toDouble());
        return new Reading(logRatio, (bps(first) + bps(second)) / 2);
    }

    private static @Nullable Quote usable(StrategyContext context, Symbol symbol) {
        return context.quote(symbol)
                .filter(Quote::isSane)
                .filter(quote -> !quote.at().plus(OLDEST).isBefore(context.now()))
                .orElse(null);
    }

    private static double bps(Quote quote) {
        return 10_000 * quote.spread().toDouble() / quote.mid().toDouble();
    }
}
