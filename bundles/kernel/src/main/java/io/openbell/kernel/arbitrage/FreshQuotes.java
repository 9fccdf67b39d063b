package io.openbell.kernel.arbitrage;

import io.openbell.api.market.Quote;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest quote of each symbol, as long as it is fit to act on. One thread. */
public final class FreshQuotes {

    private final Duration maxAge;
    private final Map<Symbol, Quote> latest = new HashMap<>();

    /**
     * Without any.
     *
     * @param maxAge an older quote is not used, by the venue's time
     */
    public FreshQuotes(Duration maxAge) {
        this.maxAge = maxAge;
    }

    /** Replaces what is known of the symbol, whatever it says: a one-sided quote ends the one before. */
    public void put(Quote quote) {
        latest.put(quote.symbol(), quote);
    }

    /** All of them in that order, or null if one is missing, older, crossed, one-sided or without size. */
    public @Nullable List<Quote> all(List<Symbol> symbols, Instant now) {
        List<Quote> all = new ArrayList<>();
        for (Symbol symbol : symbols) {
            Quote quote = latest.get(symbol);
            if (quote == null
                    || !quote.isSane()
                    || !quote.bidSize().isPositive()
                    || !quote.askSize().isPositive()
                    || quote.at().plus(maxAge).isBefore(now)) {
                return null;
            }
            all.add(quote);
        }
        return all;
    }
}
