package io.openbell.marketdatacollector;

import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.position.MarkRule;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where each symbol trades, and whether a tick is there. One that is far away is a bad print until others come from the same
 * place: the halt, the split or the night that moved the price moves those that follow, too. Time is that of the ticks.
 * Any thread; of each symbol a few figures are kept.
 */
final class PriceLevels {

    /**
     * Ticks near a new level, each as near to the one before as two good ones are, after which it is where the symbol trades:
     * where spreads are wide or steps coarse, prices of one level are far apart.
     */
    static final int CONFIRMATIONS = 3;

    /** Options move further, as in {@link MarkRule}. */
    private static final int OPTIONS = 5;

    /** After so many seconds without a tick the price may be twice as far away. */
    private static final long SILENCE = 3_600;

    private static final long NO_PRICE = 0;

    private final Map<Symbol, Level> levels = new ConcurrentHashMap<>();
    private final double bound;

    /**
     * With this bound.
     *
     * @param jumpPercent of the lower of the two prices; 0: every price is where the symbol trades
     */
    PriceLevels(double jumpPercent) {
        bound = jumpPercent / 100;
    }

    /** Whether it is; what says no price, or none that anybody would go by, passes. */
    boolean accepts(MarketEvent tick) {
        long price = bound > 0 ? price(tick) : NO_PRICE;
        if (price == NO_PRICE) {
            return true;
        }
        Symbol symbol = tick.symbol();
        Level level = levels.get(symbol);
        if (level == null) {
            level = levels.computeIfAbsent(symbol, Level::new);
        }
        return level.accepts(price, tick.at().getEpochSecond(), tick.at().getNano());
    }

    /** Where these trade is unknown again. */
    void forget(Set<Symbol> symbols) {
        levels.keySet().removeAll(symbols);
    }

    private static long price(MarketEvent tick) {
        if (tick instanceof Trade trade) {
            return trade.price().raw();
        }
        // The middle of what is one-sided, crossed or wide says nothing, and nobody values by it.
        return tick instanceof Quote quote
                        && quote.ask().raw() <= Long.MAX_VALUE / 2
                        && MarkRule.isMark(quote)
                ? quote.mid().raw()
                : NO_PRICE;
    }

    /** Of one symbol. */
    private final class Level {

        private final double reach;
        private long price;
        private long second;
        private long wanted;
        private long wantedSecond;
        private int wantedNano;
        private int confirmations;

        Level(Symbol symbol) {
            reach = symbol.assetClass() == AssetClass.US_OPTION ? bound * OPTIONS : bound;
        }

        synchronized boolean accepts(long at, long epochSecond, int nano) {
            double most = epochSecond - second >= SILENCE ? 2 * reach : reach;
            if (price == NO_PRICE || isWithin(price, at, most) || confirms(at, epochSecond, nano)) {
                price = at;
                second = epochSecond;
                wanted = NO_PRICE;
                return true;
            }
            return false;
        }

        /** A tick that comes twice does not confirm itself. */
        private boolean confirms(long at, long epochSecond, int nano) {
            boolean near = wanted != NO_PRICE && isWithin(wanted, at, reach);
            boolean same = wanted == at && wantedSecond == epochSecond && wantedNano == nano;
            if (!near) {
                confirmations = 0;
            } else if (!same) {
                confirmations++;
            }
            wanted = at;
            wantedSecond = epochSecond;
            wantedNano = nano;
            return confirmations >= CONFIRMATIONS;
        }

        private static boolean isWithin(long one, long other, double part) {
            return Math.abs(one - other) < part * Math.min(one, other);
        }
    }
}
