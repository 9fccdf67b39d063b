package io.openbell.api.market;

import io.openbell.api.engine.Subscription;
import io.openbell.api.value.Symbol;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The venue's market data: a stream, and questions about the past. Safe on any thread. */
public interface MarketDataFeed {

    /**
     * Streams quotes, trades and what the tape says of them from now on; survives reconnects until closed. Does not block.
     * Shares, pairs and options may be mixed: each kind has a stream of its own, and a gap names the symbols it concerns.
     */
    Subscription subscribe(Set<Symbol> symbols, MarketDataListener listener);

    /** The present state of the stream. */
    FeedStatus status();

    /**
     * The newest quote of each symbol; a symbol without one is absent. Blocks, at most ten seconds.
     *
     * @throws IOException if the venue does not answer, or not sensibly
     */
    Map<Symbol, Quote> latestQuotes(Set<Symbol> symbols) throws IOException;

    /**
     * Historical bars, oldest first, at most 10,000. Blocks, at most ten seconds.
     *
     * @param from inclusive
     * @param to   exclusive
     * @throws IOException if the venue does not answer, or not sensibly
     */
    List<Bar> bars(Symbol symbol, Duration width, Instant from, Instant to) throws IOException;
}
