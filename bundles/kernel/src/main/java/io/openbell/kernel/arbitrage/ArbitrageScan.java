package io.openbell.kernel.arbitrage;

import io.openbell.api.market.Quote;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Looks at triangles and baskets with every quote of theirs, at pairs when their time has come, and tells what earns enough.
 * What still stands is not told again before its time is over, unless it became better by half. One thread.
 */
public final class ArbitrageScan {

    private static final double MUCH_BETTER = 1.5;

    /**
     * What to look at.
     *
     * @param triangles of coins
     * @param baskets   of funds
     * @param pairs     of prices
     */
    public record Watched(List<Triangle> triangles, List<FundBasket> baskets, List<Pair> pairs) {

        /** Keeps copies. */
        public Watched {
            triangles = List.copyOf(triangles);
            baskets = List.copyOf(baskets);
            pairs = List.copyOf(pairs);
        }

        /** All symbols that quotes are needed of, in order. */
        public Set<Symbol> symbols() {
            Set<Symbol> symbols = new TreeSet<>();
            triangles.forEach(triangle -> symbols.addAll(triangle.symbols()));
            baskets.forEach(basket -> symbols.addAll(basket.symbols()));
            pairs.forEach(pair -> symbols.addAll(pair.symbols()));
            return symbols;
        }
    }

    /**
     * What is worth telling.
     *
     * @param fees            of the venue
     * @param maxQuoteAge     of any quote used
     * @param timeToLive      of a triangle or a basket
     * @param minimumEdgeBps  on the gross value, after costs
     * @param minimumDepthDollars gross value that must be on offer
     */
    public record Rules(
            TradingFees fees,
            Duration maxQuoteAge,
            Duration timeToLive,
            double minimumEdgeBps,
            double minimumDepthDollars) {}

    private record Told(double edgeBps, Instant until) {}

    private final Watched watched;
    private final Rules rules;
    private final BiConsumer<Instant, Finding> out;
    private final FreshQuotes quotes;
    private final Map<Symbol, List<Triangle>> triangles = new HashMap<>();
    private final Map<Symbol, List<FundBasket>> baskets = new HashMap<>();
    private final Map<String, Told> told = new HashMap<>();

    /** Looks at those, and tells there. */
    public ArbitrageScan(Watched watched, Rules rules, BiConsumer<Instant, Finding> out) {
        this.watched = watched;
        this.rules = rules;
        this.out = out;
        quotes = new FreshQuotes(rules.maxQuoteAge());
        watched.triangles().forEach(triangle -> index(triangles, triangle.symbols(), triangle));
        watched.baskets().forEach(basket -> index(baskets, basket.symbols(), basket));
    }

    private static <T> void index(Map<Symbol, List<T>> index, List<Symbol> symbols, T what) {
        new LinkedHashSet<>(symbols)
                .forEach(
                        symbol ->
                                index.computeIfAbsent(symbol, any -> new ArrayList<>()).add(what));
    }

    /** A quote came. */
    public void onQuote(Instant now, Quote quote) {
        quotes.put(quote);
        for (Triangle triangle : triangles.getOrDefault(quote.symbol(), List.of())) {
            tell(now, triangle.find(quotes, rules.fees(), rules.timeToLive(), now));
        }
        for (FundBasket basket : baskets.getOrDefault(quote.symbol(), List.of())) {
            tell(now, basket.find(quotes, rules.fees(), rules.timeToLive(), now));
        }
    }

    /** Time passed. */
    public void onTimer(Instant now) {
        watched.pairs().forEach(pair -> tell(now, pair.find(quotes, rules.fees(), now)));
        told.values().removeIf(said -> !now.isBefore(said.until()));
    }

    private void tell(Instant now, Optional<Finding> found) {
        if (found.isEmpty()) {
            return;
        }
        Finding finding = found.get();
        if (finding.edgeBps() < rules.minimumEdgeBps()
                || finding.depthDollars() < rules.minimumDepthDollars()) {
            return;
        }
        Told before = told.get(finding.key());
        if (before != null
                && now.isBefore(before.until())
                && finding.edgeBps() < MUCH_BETTER * before.edgeBps()) {
            return;
        }
        told.put(finding.key(), new Told(finding.edgeBps(), now.plus(finding.timeToLive())));
        out.accept(now, finding);
    }
}
