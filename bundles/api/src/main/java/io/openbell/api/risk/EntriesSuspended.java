package io.openbell.api.risk;

import io.openbell.api.engine.TradingEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * Fact: until then the gate lets nothing through that opens or adds to a position; what makes one smaller passes. A later
 * one of the same source takes its place; several sources may suspend at a time, and each ends its own. Published by
 * risk-management, for breakers and protections, and by health-monitor, for the machine; not journaled: whoever said it says it again after a restart.
 *
 * @param source the breaker or protection, for example {@code daily-loss}
 * @param reason for people, with the figures
 * @param at     when it began, UTC
 * @param until  the first moment at which it is over, UTC; empty if {@link EntriesResumed} ends it
 */
public record EntriesSuspended(String source, String reason, Instant at, Optional<Instant> until)
        implements TradingEvent {

    /** It holds at this moment, unless it was ended. */
    public boolean holdsAt(Instant now) {
        return until.map(now::isBefore).orElse(true);
    }
}
