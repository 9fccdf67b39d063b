package io.openbell.kernel.risk;

import io.openbell.api.market.PriceBand;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Price;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Optional;

/** What is known of the market. On the trading loop only. */
public interface MarketView {

    /** The latest quote, whatever its age; the venue's snapshot where that is newer than the stream's. */
    Optional<Quote> quote(Symbol symbol);

    /** When the latest quote was last known to be the market: its own time, or when the venue was asked and said so. */
    Optional<Instant> quoteSeenAt(Symbol symbol);

    /** The latest trade, whatever its age. */
    Optional<Trade> trade(Symbol symbol);

    /** What one share is worth: the middle of the latest quote that made sense, else the latest trade. */
    Optional<Price> mark(Symbol symbol);

    /** Why it may not trade, for people: the exchange halted it, or let it go on and no quote came since. */
    Optional<String> halt(Symbol symbol);

    /**
     * Since when nobody knows whether it is halted: the stream was interrupted then, and no trade and no trading status came
     * since. Empty when that is known.
     */
    Optional<Instant> haltUnknownSince(Symbol symbol);

    /** The latest prices between which it may trade, whatever their age. */
    Optional<PriceBand> band(Symbol symbol);
}
