package io.openbell.api.market;

import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Set;

/**
 * What to ask of the past.
 *
 * @param symbols one or more, all of one kind (shares, pairs or options)
 * @param from    inclusive, UTC
 * @param to      exclusive, UTC
 * @param limit   most items of one page, 1 to 100,000
 */
public record HistoryQuery(Set<Symbol> symbols, Instant from, Instant to, int limit) {

    private static final int MOST = 100_000;

    /** Refuses what cannot be asked. */
    public HistoryQuery {
        symbols = Set.copyOf(symbols);
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("history needs at least one symbol");
        }
        if (symbols.stream().map(Symbol::assetClass).distinct().count() > 1) {
            throw new IllegalArgumentException("symbols of several kinds in one: " + symbols);
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "history must begin before it ends: from=" + from + ", to=" + to);
        }
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be 1 to " + MOST + ", was " + limit);
        }
    }
}
