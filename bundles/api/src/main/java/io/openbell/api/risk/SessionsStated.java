package io.openbell.api.risk;

import io.openbell.api.broker.TradingSession;
import io.openbell.api.engine.TradingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Fact: when the venue's stock market is open, by its own calendar and clock. Stated by risk-management at its start and
 * every hour; the gate trusts it for less than a day. A day that is not in it is no trading day.
 *
 * @param sessions   of yesterday and the days to come, oldest first
 * @param venueAhead the venue's clock minus ours; negative when ours is ahead
 * @param at         when the venue was asked, UTC
 */
public record SessionsStated(List<TradingSession> sessions, Duration venueAhead, Instant at)
        implements TradingEvent {

    /** Keeps a copy. */
    public SessionsStated {
        sessions = List.copyOf(sessions);
    }
}
