package io.openbell.simulator.trading;

import java.time.Instant;
import java.util.List;

/** Symbols somebody wants to see together, in that order. */
public record Watchlist(
        String id, String name, List<String> symbols, Instant createdAt, Instant updatedAt) {

    /** With a copy of the symbols. */
    public Watchlist {
        symbols = List.copyOf(symbols);
    }
}
