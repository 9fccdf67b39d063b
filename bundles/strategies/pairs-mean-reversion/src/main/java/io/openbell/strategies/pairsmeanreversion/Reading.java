package io.openbell.strategies.pairsmeanreversion;

import io.openbell.api.market.Quote;
import io.openbell.api.strategy.StrategyContext;
import io.openbell.strategies.pairsmeanreversion.PairsMeanReversion.Pair;
import org.jspecify.annotations.Nullable;

/**
 * One look at a pair.
 *
 * @param logRatio  natural logarithm of the first's middle over the second's
 * @param spreadBps what it costs to cross both spreads, in basis points of the middles, mean of the two
 */
record Reading(double logRatio, double spreadBps) {

    /** Null unless both have a quote with two sides that do not cross. */
    static @Nullable Reading of(StrategyContext context, Pair pair) {
        Quote first = context.quote(pair.first()).filter(Quote::isSane).orElse(null);
        Quote second = context.quote(pair.second()).filter(Quote::isSane).orElse(null);
        if (first == null || second == null) {
            return null;
        }
        double logRatio = Math.log(first.mid().toDouble() / second.mid().toDouble());
        return new Reading(logRatio, (bps(first) + bps(second)) / 2);
    }

    private static double bps(Quote quote) {
        return 10_000 * quote.spread().toDouble() / quote.mid().toDouble();
    }
}
