package io.openbell.simulator.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A market that never closes: every day is a trading day, from midnight to midnight, all of it regular hours. As the clock
 * must name a next close, it names one a month ahead, always.
 */
public record AlwaysOpen() implements Sessions {

    private static final int DAYS_TO_THE_NEXT_CLOSE = 30;

    @Override
    public Optional<TradingDay> day(LocalDate date) {
        Instant begin = date.atStartOfDay(NEW_YORK).toInstant();
        Instant end = date.plusDays(1).atStartOfDay(NEW_YORK).toInstant();
        return Optional.of(new TradingDay(date, begin, begin, end, end, date.plusDays(1)));
    }

    @Override
    public Instant nextOpen(Instant after) {
        return close(after).plusDays(1).with(LocalTime.of(9, 30)).toInstant();
    }

    @Override
    public Instant nextClose(Instant after) {
        return close(after).toInstant();
    }

    private static ZonedDateTime close(Instant after) {
        return after.atZone(NEW_YORK).plusDays(DAYS_TO_THE_NEXT_CLOSE).with(LocalTime.of(16, 0));
    }
}
