package io.openbell.riskmanagement;

import io.openbell.api.broker.TradingSession;
import io.openbell.api.broker.VenueDirectory;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.session.TradingClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The venue's clock, asked every minute since ours may step, and its sessions, asked every hour and when its day changes. On
 * the thread "risk-facts" only.
 */
final class VenueHours {

    static final Duration RETRY = Duration.ofSeconds(5);

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Duration CLOCK_RENEWAL = Duration.ofMinutes(1);
    private static final Duration SESSIONS_RENEWAL = Duration.ofHours(1);
    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(2);
    private static final int DAYS_AHEAD = 10;

    /** Back to the session that the day began with, over the longest weekend. */
    private static final int DAYS_BACK = 7;

    /**
     * What the venue said.
     *
     * @param goodFor ask again after so long
     */
    record Answer(SessionsStated stated, Duration goodFor) {}

    private final TradingClock clock;
    private @Nullable Duration lastAhead;
    private List<TradingSession> sessions = List.of();
    private LocalDate sessionsOf = LocalDate.MIN;
    private Instant sessionsDue = Instant.MIN;

    VenueHours(TradingClock clock) {
        this.clock = clock;
    }

    /** How far the venue's clock was ahead of ours when it was last asked; zero before. */
    Duration ahead() {
        Duration known = lastAhead;
        return known == null ? Duration.ZERO : known;
    }

    /** Ours was put on or back: what was known of it is not so any more. */
    void forgetAhead() {
        lastAhead = null;
    }

    Answer ask(VenueDirectory venue) throws IOException {
        Instant before = clock.instant();
        Instant venueNow = venue.clock().now();
        Instant now = clock.instant();
        Instant middle = before.plus(Duration.between(before, now).dividedBy(2));
        // A clock of events is the venue's own.
        Duration ahead = clock.isEventTime() ? Duration.ZERO : Duration.between(middle, venueNow);
        // An answer that took long says little about the clock.
        boolean quick = Duration.between(before, now).compareTo(LONGEST_QUESTION) <= 0;
        Duration known = lastAhead;
        if (quick) {
            lastAhead = ahead;
        } else if (known != null) {
            ahead = known;
        }
        LocalDate today = LocalDate.ofInstant(venueNow, NEW_YORK);
        if (!today.equals(sessionsOf) || !sessionsDue.isAfter(now)) {
            sessions = venue.sessions(today.minusDays(DAYS_BACK), today.plusDays(DAYS_AHEAD));
            sessionsOf = today;
            sessionsDue = now.plus(SESSIONS_RENEWAL);
        }
        return new Answer(new SessionsStated(sessions, ahead, now), quick ? CLOCK_RENEWAL : RETRY);
    }
}
