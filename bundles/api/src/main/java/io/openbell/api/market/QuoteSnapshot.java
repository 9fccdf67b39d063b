package io.openbell.api.market;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.value.Symbol;
import java.time.Instant;

/**
 * Fact: asked at that moment, the venue said that this is the best bid and offer. Not the stream's: an old quote that still
 * stands comes with its old time.
 *
 * @param quote   as the venue has it, with the time at which it came about
 * @param askedAt when the venue was asked, UTC, by its clock as far as that is known; the quote was the market then
 */
public record QuoteSnapshot(Quote quote, Instant askedAt) implements TradingEvent {

    /** The instrument. */
    public Symbol symbol() {
        return quote.symbol();
    }
}
