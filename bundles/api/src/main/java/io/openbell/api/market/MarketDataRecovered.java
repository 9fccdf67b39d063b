package io.openbell.api.market;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Set;

/**
 * What was asked for after a gap, and came. The recovered events are on the queue between the gap and this, each once.
 *
 * @param gap     what was missing
 * @param trades  recovered
 * @param quotes  recovered
 * @param bars    recovered, in place of trades where the gap was long
 * @param missing instruments of which something is still missing; empty when all was recovered
 * @param detail  why, for people; empty when all was recovered
 * @param at      when it was known, UTC
 */
public record MarketDataRecovered(
        MarketDataGap gap,
        long trades,
        long quotes,
        long bars,
        Set<Symbol> missing,
        String detail,
        Instant at)
        implements TradingEvent {

    /** Keeps its own copy. */
    public MarketDataRecovered {
        missing = Set.copyOf(missing);
    }

    /** Nothing is missing any more. */
    public boolean isComplete() {
        return missing.isEmpty();
    }
}
