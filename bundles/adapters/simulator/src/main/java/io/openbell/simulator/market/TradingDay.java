package io.openbell.simulator.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * One day the market opens: extended hours from {@code preOpen} to {@code postClose}, regular ones within. Each beginning
 * is inclusive, each end exclusive.
 *
 * @param date       in New York
 * @param settlement when its trades settle
 */
public record TradingDay(
        LocalDate date,
        Instant preOpen,
        Instant open,
        Instant close,
        Instant postClose,
        LocalDate settlement) {

    /** What part of the day it is. */
    public Sessions.Phase phase(Instant at) {
        if (at.isBefore(preOpen) || !at.isBefore(postClose)) {
            return Sessions.Phase.CLOSED;
        }
        if (at.isBefore(open)) {
            return Sessions.Phase.PRE_MARKET;
        }
        return at.isBefore(close) ? Sessions.Phase.REGULAR : Sessions.Phase.AFTER_HOURS;
    }

    /** An instant of this day as the time on a clock in New York. */
    public static LocalTime onTheClock(Instant at) {
        return LocalTime.ofInstant(at, Sessions.NEW_YORK);
    }
}
