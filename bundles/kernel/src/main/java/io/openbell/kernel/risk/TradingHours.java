package io.openbell.kernel.risk;

import io.openbell.api.broker.TradingSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a moment is in the venue's calendar. Where one day's market closes as the next one's opens there is no boundary.
 *
 * @param sessions oldest first
 */
record TradingHours(List<TradingSession> sessions) {

    /** The day on which stocks trade at this moment, before the open and after the close included. */
    Optional<TradingSession> at(Instant now) {
        for (TradingSession session : sessions) {
            if (!now.isBefore(session.extendedOpen()) && now.isBefore(session.extendedClose())) {
                return Optional.of(session);
            }
        }
        return Optional.empty();
    }

    /** Between open and close. */
    static boolean isRegular(TradingSession session, Instant now) {
        return !now.isBefore(session.open()) && now.isBefore(session.close());
    }

    /** From the open of the session, or of the first of those that follow each other without a break. */
    Duration sinceOpen(TradingSession session, Instant now) {
        Instant open = session.open();
        for (int i = sessions.size() - 1; i >= 0; i--) {
            if (sessions.get(i).close().equals(open)) {
                open = sessions.get(i).open();
            }
        }
        return Duration.between(open, now);
    }

    /** To the close of the session, or of the last of those that follow each other without a break. */
    Duration untilClose(TradingSession session, Instant now) {
        Instant close = session.close();
        for (TradingSession later : sessions) {
            if (later.open().equals(close)) {
                close = later.close();
            }
        }
        return Duration.between(now, close);
    }
}
