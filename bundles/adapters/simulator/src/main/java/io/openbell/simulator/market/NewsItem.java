package io.openbell.simulator.market;

import java.time.Instant;
import java.util.List;

/**
 * An article about some symbols.
 *
 * @param id counts up
 */
public record NewsItem(
        long id,
        Instant at,
        String headline,
        String summary,
        String author,
        String source,
        List<String> symbols) {

    /** With a copy of the symbols. */
    public NewsItem {
        symbols = List.copyOf(symbols);
    }
}
