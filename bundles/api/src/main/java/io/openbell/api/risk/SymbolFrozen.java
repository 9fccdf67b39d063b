package io.openbell.api.risk;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.value.Symbol;
import java.time.Instant;

/**
 * Fact: until then the gate lets nothing through that opens or adds to a position in this symbol; what makes one smaller
 * passes. A later one of the same source and symbol takes its place. Published by risk-management, for breakers and
 * protections; not journaled: whoever said it says it again after a restart.
 *
 * @param source the breaker or protection, for example {@code symbol-rejects}
 * @param reason for people, with the figures
 * @param at     when it began, UTC
 * @param until  the first moment at which it is over, UTC
 */
public record SymbolFrozen(Symbol symbol, String source, String reason, Instant at, Instant until)
        implements TradingEvent {

    /** It holds at this moment. */
    public boolean holdsAt(Instant now) {
        return now.isBefore(until);
    }
}
