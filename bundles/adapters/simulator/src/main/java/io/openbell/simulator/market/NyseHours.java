package io.openbell.simulator.market;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hours of the New York Stock Exchange by its rules, early closes included: exact from 1990 on; before, without the rare
 * days of shortened hours. Extended hours are Alpaca's: from 04:00 to 20:00, on days of early close to 17:00.
 */
public record NyseHours() implements Sessions {

    private static final LocalTime PRE_OPEN = LocalTime.of(4, 0);
    private static final LocalTime POST_CLOSE = LocalTime.of(20, 0);
    private static final LocalTime POST_CLOSE_EARLY = LocalTime.of(17, 0);
    private static final LocalTime NOON_AND_ONE = LocalTime.of(13, 0);
    private static final LocalTime NOON_AND_TWO = LocalTime.of(14, 0);
    private static final LocalTime USUAL_CLOSE = LocalTime.of(16, 0);

    private static final LocalDate FROM_HALF_PAST_NINE = LocalDate.of(1985, 9, 30);
    private static final LocalDate UNTIL_FOUR = LocalDate.of(1974, 10, 1);
    private static final LocalDate UNTIL_HALF_PAST_THREE = LocalDate.of(1970, 5, 4);

    /** Trades settle that many trading days later, from that date on. */
    private static final LocalDate NEXT_DAY = LocalDate.of(2024, 5, 28);

    private static final LocalDate TWO_DAYS = LocalDate.of(2017, 9, 5);
    private static final LocalDate THREE_DAYS = LocalDate.of(1995, 6, 7);

    /** Closed at 13:00 without a rule that says so. */
    private static final Set<LocalDate> EARLY_ONCE =
            Set.of(
                    LocalDate.of(1997, 12, 26),
                    LocalDate.of(1999, 12, 31),
                    LocalDate.of(2003, 12, 26));

    /** The days of the calendar that were asked for: they are asked for with every tick. */
    private static final Map<LocalDate, Optional<TradingDay>> KNOWN = new ConcurrentHashMap<>();

    @Override
    public Optional<TradingDay> day(LocalDate date) {
        return date.getYear() < 1970 || date.getYear() > 2030
                ? find(date)
                : KNOWN.computeIfAbsent(date, NyseHours::find);
    }

    private static Optional<TradingDay> find(LocalDate date) {
        if (!isTradingDay(date)) {
            return Optional.empty();
        }
        LocalTime close = close(date);
        boolean early = close.isBefore(USUAL_CLOSE) && !date.isBefore(UNTIL_FOUR);
        return Optional.of(
                new TradingDay(
                        date,
                        at(date, PRE_OPEN),
                        at(date, open(date)),
                        at(date, close),
                        at(date, early ? POST_CLOSE_EARLY : POST_CLOSE),
                        settlement(date)));
    }

    private static boolean isTradingDay(LocalDate date) {
        DayOfWeek day = date.getDayOfWeek();
        return day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY && !NyseHolidays.contains(date);
    }

    private static Instant at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(NEW_YORK).toInstant();
    }

    private static LocalTime open(LocalDate date) {
        return date.isBefore(FROM_HALF_PAST_NINE) ? LocalTime.of(10, 0) : LocalTime.of(9, 30);
    }

    private static LocalTime close(LocalDate date) {
        if (date.isBefore(UNTIL_HALF_PAST_THREE)) {
            return LocalTime.of(15, 0);
        }
        if (date.isBefore(UNTIL_FOUR)) {
            return LocalTime.of(15, 30);
        }
        return closesEarly(date)
                ? date.getYear() < 1993 ? NOON_AND_TWO : NOON_AND_ONE
                : USUAL_CLOSE;
    }

    /** Around Thanksgiving, Christmas and Independence Day, by the rules of the time. */
    private static boolean closesEarly(LocalDate date) {
        int year = date.getYear();
        DayOfWeek day = date.getDayOfWeek();
        MonthDay of = MonthDay.from(date);
        if (EARLY_ONCE.contains(date)
                || year >= 1992 && date.equals(NyseHolidays.thanksgiving(year).plusDays(1))) {
            return true;
        }
        if (of.equals(MonthDay.of(12, 24))) {
            return year >= 1990;
        }
        if (of.equals(MonthDay.of(7, 3))) {
            return year >= 1995 && (day != DayOfWeek.WEDNESDAY || year >= 2013);
        }
        return of.equals(MonthDay.of(7, 5))
                && day == DayOfWeek.FRIDAY
                && year >= 1995
                && year < 2013;
    }

    private static LocalDate settlement(LocalDate date) {
        int days = date.isBefore(THREE_DAYS) ? 5 : date.isBefore(TWO_DAYS) ? 3 : 2;
        int left = date.isBefore(NEXT_DAY) ? days : 1;
        LocalDate settlement = date;
        while (left > 0) {
            settlement = settlement.plusDays(1);
            left -= isTradingDay(settlement) ? 1 : 0;
        }
        return settlement;
    }

    @Override
    public Instant nextOpen(Instant after) {
        TradingDay day = next(LocalDate.ofInstant(after, NEW_YORK));
        return day.open().isAfter(after) ? day.open() : next(day.date().plusDays(1)).open();
    }

    @Override
    public Instant nextClose(Instant after) {
        TradingDay day = next(LocalDate.ofInstant(after, NEW_YORK));
        return day.close().isAfter(after) ? day.close() : next(day.date().plusDays(1)).close();
    }
}
