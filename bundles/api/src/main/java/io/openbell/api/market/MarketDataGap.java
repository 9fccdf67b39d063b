package io.openbell.api.market;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Set;

/**
 * Market data may be missing between the two instants, UTC: the stream was down. What was recovered of it is told
 * afterwards by a {@link MarketDataRecovered}.
 *
 * @param from    last message before the gap
 * @param to      first moment at which messages flowed again
 * @param symbols of these instruments; empty: of every subscribed one
 */
public record MarketDataGap(Instant from, Instant to, Set<Symbol> symbols) implements TradingEvent {

    /** Keeps its own copy. */
    public MarketDataGap {
        symbols = Set.copyOf(symbols);
    }

    /** Of every subscribed instrument. */
    public MarketDataGap(Instant from, Instant to) {
        this(from, to, Set.of());
    }
}
