package io.openbell.kernel.sizing;

import io.openbell.api.market.Quote;
import io.openbell.api.value.Symbol;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The newest quote of each symbol. Single-threaded. */
public final class LatestQuotes {

    private final Map<Symbol, Quote> quotes = new HashMap<>();

    /** Replaces the symbol's quote by one that is no older. */
    public void put(Quote quote) {
        quotes.merge(
                quote.symbol(),
                quote,
                (known, next) -> next.at().isBefore(known.at()) ? known : next);
    }

    /** Whatever its age. */
    public Optional<Quote> quote(Symbol symbol) {
        return Optional.ofNullable(quotes.get(symbol));
    }

    /** The newest of these symbols, apart from what follows. */
    public LatestQuotes copyOf(Collection<Symbol> symbols) {
        LatestQuotes copy = new LatestQuotes();
        symbols.forEach(symbol -> quote(symbol).ifPresent(copy::put));
        return copy;
    }
}
