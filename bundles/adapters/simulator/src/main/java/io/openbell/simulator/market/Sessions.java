package io.openbell.simulator.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** When stocks and options are traded. Crypto never closes, whatever this says. Dates are New York's, instants UTC. */
public interface Sessions {

    /** Where the market is. */
    ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** The session of that date, if it is a trading day. */
    Optional<TradingDay> day(LocalDate date);

    /** The first moment of regular hours after that instant. */
    Instant nextOpen(Instant after);

    /** The first end of regular hours after that instant. */
    Instant nextClose(Instant after);

    /** What may be traded then. */
    default Phase phase(Instant at) {
        return day(LocalDate.ofInstant(at, NEW_YORK))
                .map(day -> day.phase(at))
                .orElse(Phase.CLOSED);
    }

    /** Within regular hours. */
    default boolean isOpen(Instant at) {
        return phase(at) == Phase.REGULAR;
    }

    /** All trading days of these dates, both inclusive. */
    default List<TradingDay> days(LocalDate from, LocalDate to) {
        return from.isAfter(to)
                ? List.of()
                : from.datesUntil(to.plusDays(1)).map(this::day).flatMap(Optional::stream).toList();
    }

    /** The first trading day on or after a date. */
    default TradingDay next(LocalDate from) {
        LocalDate date = from;
        Optional<TradingDay> found = day(date);
        while (found.isEmpty()) {
            date = date.plusDays(1);
            found = day(date);
        }
        return found.get();
    }

    /** The last trading day before a date. */
    default TradingDay previous(LocalDate before) {
        LocalDate date = before.minusDays(1);
        Optional<TradingDay> found = day(date);
        while (found.isEmpty()) {
            date = date.minusDays(1);
            found = day(date);
        }
        return found.get();
    }

    /** What part of the day it is. */
    enum Phase {
        CLOSED,
        PRE_MARKET,
        REGULAR,
        AFTER_HOURS
    }
}
