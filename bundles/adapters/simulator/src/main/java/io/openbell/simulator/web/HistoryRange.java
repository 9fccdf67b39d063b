package io.openbell.simulator.web;

import io.openbell.simulator.market.Sessions;
import io.openbell.simulator.market.TradingDay;
import io.openbell.simulator.trading.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which windows a portfolio history has.
 *
 * @param step      width of a window; a day stands for a trading day
 * @param reporting which hours of a day count
 */
record HistoryRange(Instant start, Instant end, String timeframe, Duration step, String reporting) {

    private static final Pattern PERIOD = Pattern.compile("(\\d{1,4})([DWMA])");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Map<String, Duration> TIMEFRAMES =
            Map.of(
                    "1Min",
                    Duration.ofMinutes(1),
                    "5Min",
                    Duration.ofMinutes(5),
                    "15Min",
                    Duration.ofMinutes(15),
                    "1H",
                    Duration.ofHours(1),
                    "1D",
                    DAY);

    static HistoryRange of(Request request, Instant now, Sessions sessions) throws Refusal {
        Optional<Instant> start = request.time("start");
        Optional<Instant> end = request.time("end");
        Optional<String> period = request.parameter("period");
        if (start.isPresent() && end.isPresent() && period.isPresent()) {
            throw Refusal.invalid("only two of start, end and period can be specified");
        }
        Period length = period(period.orElse("1M"));
        Instant to =
                end.orElseGet(
                        () ->
                                start.filter(s -> period.isPresent())
                                        .map(
                                                s ->
                                                        s.atZone(Sessions.NEW_YORK)
                                                                .plus(length)
                                                                .toInstant())
                                        .orElse(now));
        to = to.isAfter(now) ? now : to;
        Instant from = start.orElse(back(to, length, sessions));
        Duration span = Duration.between(from, to);
        String timeframe = request.parameter("timeframe").orElseGet(() -> usual(span));
        Duration step = TIMEFRAMES.get(timeframe);
        if (step == null) {
            throw Refusal.invalid("invalid timeframe: must be 1Min, 5Min, 15Min, 1H or 1D");
        }
        if (step.compareTo(DAY) < 0 && span.compareTo(MONTH.plusDays(1)) > 0) {
            throw Refusal.invalid("timeframe must be 1D for periods longer than 30 days");
        }
        Instant aligned =
                Instant.ofEpochSecond(
                        Math.floorDiv(from.getEpochSecond(), step.toSeconds()) * step.toSeconds());
        return new HistoryRange(
                step.equals(DAY) ? from : aligned, to, timeframe, step, reporting(request));
    }

    /** Days are trading days, the present one included. */
    private static Instant back(Instant to, Period length, Sessions sessions) {
        if (length.getMonths() + length.getYears() > 0 || length.getDays() % 7 == 0) {
            return to.atZone(Sessions.NEW_YORK).minus(length).plusSeconds(1).toInstant();
        }
        TradingDay day = sessions.previous(LocalDate.ofInstant(to, Sessions.NEW_YORK).plusDays(1));
        if (day.preOpen().isAfter(to)) {
            day = sessions.previous(day.date());
        }
        for (int days = 1; days < length.getDays(); days++) {
            day = sessions.previous(day.date());
        }
        return day.date().atStartOfDay(Sessions.NEW_YORK).toInstant();
    }

    private static String usual(Duration span) {
        if (span.compareTo(WEEK) < 0) {
            return "1Min";
        }
        return span.compareTo(MONTH.minusDays(2)) < 0 ? "15Min" : "1D";
    }

    private static Period period(String text) throws Refusal {
        Matcher word = PERIOD.matcher(text);
        if (!word.matches() || Integer.parseInt(word.group(1)) == 0) {
            throw Refusal.invalid("invalid period: must be a number and D, W, M or A, such as 1M");
        }
        int count = Integer.parseInt(word.group(1));
        return switch (word.group(2)) {
            case "D" -> Period.ofDays(count);
            case "W" -> Period.ofWeeks(count);
            case "M" -> Period.ofMonths(count);
            default -> Period.ofYears(count);
        };
    }

    private static String reporting(Request request) throws Refusal {
        String extended = request.parameter("extended_hours").orElse("false");
        String word =
                request.parameter("intraday_reporting")
                        .orElse(
                                extended.equalsIgnoreCase("true")
                                        ? "extended_hours"
                                        : "market_hours");
        if (!List.of("market_hours", "extended_hours", "continuous").contains(word)) {
            throw Refusal.invalid(
                    "invalid intraday_reporting: must be market_hours, extended_hours or"
                            + " continuous");
        }
        return word;
    }

    boolean isIntraday() {
        return step.compareTo(DAY) < 0;
    }

    /** The first window's beginning on a day. */
    Instant begin(TradingDay day) {
        return switch (reporting) {
            case "continuous" -> day.date().atStartOfDay(Sessions.NEW_YORK).toInstant();
            case "extended_hours" -> day.preOpen();
            default -> day.open();
        };
    }

    /** Where a day's windows end. */
    Instant finish(TradingDay day) {
        return switch (reporting) {
            case "continuous" -> day.date().plusDays(1).atStartOfDay(Sessions.NEW_YORK).toInstant();
            case "extended_hours" -> day.postClose();
            default -> day.close();
        };
    }
}
