package io.openbell.kernel.bar;

import io.openbell.api.market.Bar;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * {@link BarBuilder Bars} of several symbols and widths. Single-threaded. When several bars are complete at once they are
 * given out by symbol in the given order, and for one symbol the narrow ones first.
 */
public final class BarBuilders {

    private final Map<Symbol, List<BarBuilder>> builders = new LinkedHashMap<>();

    /**
     * Builders for each symbol and each width.
     *
     * @param lateness see {@link BarBuilder}
     * @param sink     is given each complete bar
     */
    public BarBuilders(
            Collection<Symbol> symbols,
            Collection<Duration> widths,
            Duration lateness,
            Consumer<Bar> sink) {
        List<Duration> narrowFirst = widths.stream().distinct().sorted().toList();
        for (Symbol symbol : symbols) {
            builders.put(
                    symbol,
                    narrowFirst.stream()
                            .map(width -> new BarBuilder(symbol, width, lateness, sink))
                            .toList());
        }
    }

    /**
     * Takes a trade; one of a symbol that was not given is ignored.
     *
     * @throws ArithmeticException see {@link BarBuilder#onTrade}
     */
    public void onTrade(Trade trade) {
        List<BarBuilder> ofSymbol = builders.get(trade.symbol());
        if (ofSymbol != null) {
            for (BarBuilder builder : ofSymbol) {
                builder.onTrade(trade);
            }
        }
    }

    /** Lets time pass for all of them. */
    public void advanceTo(Instant now) {
        for (List<BarBuilder> ofSymbol : builders.values()) {
            for (BarBuilder builder : ofSymbol) {
                builder.advanceTo(now);
            }
        }
    }

    /** Late trades of all builders: a trade that is late for two widths counts twice. */
    public long lateTrades() {
        long late = 0;
        for (List<BarBuilder> ofSymbol : builders.values()) {
            for (BarBuilder builder : ofSymbol) {
                late += builder.lateTrades();
            }
        }
        return late;
    }
}
