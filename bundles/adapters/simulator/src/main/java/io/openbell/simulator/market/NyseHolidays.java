package io.openbell.simulator.market;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Days the New York Stock Exchange is closed, by its rules, from 1970 on. */
final class NyseHolidays {

    private static final MonthDay NEW_YEAR = MonthDay.of(1, 1);
    private static final MonthDay JUNETEENTH = MonthDay.of(6, 19);
    private static final MonthDay INDEPENDENCE = MonthDay.of(7, 4);
    private static final MonthDay CHRISTMAS = MonthDay.of(12, 25);

    /** Funerals, a blackout, storms, the attacks of 2001. */
    private static final Set<LocalDate> ONCE =
            Stream.of(
                            "1972-12-28",
                            "1973-01-25",
                            "1977-07-14",
                            "1985-09-27",
                            "1994-04-27",
                            "2001-09-11",
                            "2001-09-12",
                            "2001-09-13",
                            "2001-09-14",
                            "2004-06-11",
                            "2007-01-02",
                            "2012-10-29",
                            "2012-10-30",
                            "2018-12-05",
                            "2025-01-09")
                    .map(LocalDate::parse)
                    .collect(Collectors.toUnmodifiableSet());

    private NyseHolidays() {}

    static boolean contains(LocalDate date) {
        return ONCE.contains(date)
                || isFixed(date)
                || isMonday(date)
                || date.equals(thanksgiving(date.getYear()))
                || date.equals(easter(date.getYear()).minusDays(2))
                || isElection(date);
    }

    private static boolean isFixed(LocalDate date) {
        return date.equals(observed(date.getYear(), INDEPENDENCE))
                || date.equals(observed(date.getYear(), CHRISTMAS))
                || date.getYear() >= 2022 && date.equals(observed(date.getYear(), JUNETEENTH))
                || isNewYear(date);
    }

    /** On a Sunday it is kept on Monday; on a Saturday it is not kept, for Friday ends the year's books. */
    private static boolean isNewYear(LocalDate date) {
        LocalDate day = NEW_YEAR.atYear(date.getYear());
        return day.getDayOfWeek() == SUNDAY ? date.equals(day.plusDays(1)) : date.equals(day);
    }

    private static boolean isMonday(LocalDate date) {
        int year = date.getYear();
        if (year == 1970) {
            // The last year before the law on Monday holidays; Memorial Day was a Saturday.
            return date.equals(LocalDate.of(1970, 2, 23))
                    || date.equals(nth(1, year, Month.SEPTEMBER));
        }
        return year >= 1998 && date.equals(nth(3, year, Month.JANUARY))
                || date.equals(nth(3, year, Month.FEBRUARY))
                || date.equals(LocalDate.of(year, 5, 1).with(TemporalAdjusters.lastInMonth(MONDAY)))
                || date.equals(nth(1, year, Month.SEPTEMBER));
    }

    private static LocalDate nth(int number, int year, Month month) {
        return LocalDate.of(year, month, 1)
                .with(TemporalAdjusters.dayOfWeekInMonth(number, MONDAY));
    }

    static LocalDate thanksgiving(int year) {
        return LocalDate.of(year, 11, 1).with(TemporalAdjusters.dayOfWeekInMonth(4, THURSDAY));
    }

    /** Days of presidential elections, until 1980. */
    private static boolean isElection(LocalDate date) {
        int year = date.getYear();
        return year <= 1980
                && year % 4 == 0
                && date.equals(
                        LocalDate.of(year, 11, 1)
                                .with(TemporalAdjusters.firstInMonth(MONDAY))
                                .with(TemporalAdjusters.next(TUESDAY)));
    }

    /** Saturday's on Friday, Sunday's on Monday. */
    private static LocalDate observed(int year, MonthDay holiday) {
        LocalDate day = holiday.atYear(year);
        if (day.getDayOfWeek() == SATURDAY) {
            return day.with(TemporalAdjusters.previous(FRIDAY));
        }
        return day.getDayOfWeek() == SUNDAY ? day.plusDays(1) : day;
    }

    /** Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876). */
    static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int day = h + l - 7 * m + 114;
        return LocalDate.of(year, day / 31, day % 31 + 1);
    }
}
