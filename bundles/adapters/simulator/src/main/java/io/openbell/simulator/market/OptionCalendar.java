package io.openbell.simulator.market;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.TreeSet;

/** When options expire: on the next four Fridays, and the third Fridays of six months; on Thursday if that is a holiday. */
final class OptionCalendar {

    private static final int WEEKS = 4;
    private static final int MONTHS = 6;
    private static final Sessions HOURS = new NyseHours();

    private OptionCalendar() {}

    /** Expiration days from that date on, nearest first. */
    static List<LocalDate> expirations(LocalDate today) {
        TreeSet<LocalDate> days = new TreeSet<>();
        LocalDate friday = today.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
        for (int week = 0; week < WEEKS; week++) {
            days.add(tradingDay(friday.plusWeeks(week)));
        }
        for (int month = 0; month < MONTHS; month++) {
            days.add(thirdFriday(today.plusMonths(month)));
        }
        days.removeIf(day -> day.isBefore(today));
        return List.copyOf(days);
    }

    /** Options may expire then: a Friday, or the Thursday before a holiday. */
    static boolean isExpiration(LocalDate day) {
        return day.equals(tradingDay(day.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY))));
    }

    private static LocalDate thirdFriday(LocalDate month) {
        return tradingDay(month.with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY)));
    }

    private static LocalDate tradingDay(LocalDate friday) {
        return HOURS.day(friday).isPresent() ? friday : friday.minusDays(1);
    }

    /** The close of the expiration day, after which the contract is none any more. */
    static Instant end(LocalDate expiration) {
        return HOURS.day(expiration)
                .map(TradingDay::close)
                .orElseGet(
                        () ->
                                expiration
                                        .atTime(LocalTime.of(16, 0))
                                        .atZone(Sessions.NEW_YORK)
                                        .toInstant());
    }
}
