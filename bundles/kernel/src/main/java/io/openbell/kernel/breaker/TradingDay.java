package io.openbell.kernel.breaker;

import io.openbell.api.broker.TradingSession;
import io.openbell.api.risk.SessionsStated;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Which day of trading a moment belongs to. A day begins with the pre-market of one of the venue's sessions and lasts until
 * the next one's: nights, weekends and holidays belong to the day before. While the venue has not told its calendar, no
 * new day begins, so that nothing is reset by mistake.
 */
public final class TradingDay {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private @Nullable SessionsStated hours;

    /** The venue told its calendar. */
    public void onHours(SessionsStated stated) {
        hours = stated;
    }

    /** The day this moment belongs to; null if the calendar does not reach it. */
    public @Nullable LocalDate of(Instant now) {
        TradingSession first = first(now);
        return first == null ? null : first.date();
    }

    /** When that day began; while nobody knows, midnight in New York. */
    public Instant beginning(Instant now) {
        TradingSession first = first(now);
        return first == null ? date(now).atStartOfDay(NEW_YORK).toInstant() : first.extendedOpen();
    }

    /** The session that day began with. */
    private @Nullable TradingSession first(Instant now) {
        SessionsStated known = hours;
        if (known == null) {
            return null;
        }
        TradingSession latest = null;
        for (TradingSession session : known.sessions()) {
            if (!session.extendedOpen().isAfter(now)) {
                latest = session;
            }
        }
        return latest;
    }

    /** The date in New York. */
    public static LocalDate date(Instant now) {
        return ZonedDateTime.ofInstant(now, NEW_YORK).toLocalDate();
    }
}
