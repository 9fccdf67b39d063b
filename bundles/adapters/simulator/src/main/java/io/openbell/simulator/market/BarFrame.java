package io.openbell.simulator.market;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The width of bars, as Alpaca writes it: {@code 5Min}, {@code 2Hour}, {@code 1Day}, {@code 1Week}, {@code 3Month}.
 * Minutes and hours count from midnight, weeks begin on Monday, months count from January.
 */
public record BarFrame(int count, ChronoUnit unit) {

    /** One minute. */
    public static final BarFrame MINUTE = new BarFrame(1, ChronoUnit.MINUTES);

    /** One day. */
    public static final BarFrame DAY = new BarFrame(1, ChronoUnit.DAYS);

    /** Before all bars. */
    static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Pattern WORD =
            Pattern.compile("(\\d{1,2})(Min|T|Hour|H|Day|D|Week|W|Month|M)");
    private static final Set<Integer> MONTHS = Set.of(1, 2, 3, 4, 6, 12);

    /** Reads it; empty when it is none of ours. */
    public static Optional<BarFrame> parse(String text) {
        Matcher word = WORD.matcher(text);
        if (!word.matches()) {
            return Optional.empty();
        }
        int count = Integer.parseInt(word.group(1));
        return switch (word.group(2)) {
            case "Min", "T" -> frame(count >= 1 && count <= 59, count, ChronoUnit.MINUTES);
            case "Hour", "H" -> frame(count >= 1 && count <= 23, count, ChronoUnit.HOURS);
            case "Day", "D" -> frame(count == 1, count, ChronoUnit.DAYS);
            case "Week", "W" -> frame(count == 1, count, ChronoUnit.WEEKS);
            default -> frame(MONTHS.contains(count), count, ChronoUnit.MONTHS);
        };
    }

    private static Optional<BarFrame> frame(boolean allowed, int count, ChronoUnit unit) {
        return allowed ? Optional.of(new BarFrame(count, unit)) : Optional.empty();
    }

    /** Narrower than a day. */
    public boolean isIntraday() {
        return unit == ChronoUnit.MINUTES || unit == ChronoUnit.HOURS;
    }

    /** The beginning of the bar an instant belongs to; days begin in that zone. */
    public Instant startOf(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        ZonedDateTime midnight = local.truncatedTo(ChronoUnit.DAYS);
        if (isIntraday()) {
            long seconds = count * unit.getDuration().toSeconds();
            long second = local.toLocalTime().toSecondOfDay();
            return local.truncatedTo(ChronoUnit.SECONDS).minusSeconds(second % seconds).toInstant();
        }
        LocalDate date = midnight.toLocalDate();
        LocalDate first =
                switch (unit) {
                    case WEEKS -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case MONTHS ->
                            date.withDayOfMonth(1)
                                    .withMonth((date.getMonthValue() - 1) / count * count + 1);
                    default -> date;
                };
        return first.atStartOfDay(zone).toInstant();
    }

    /** Sums bars up, oldest first; an interval without any has none. */
    public List<MinuteBar> gather(List<MinuteBar> bars, ZoneId zone) {
        List<MinuteBar> gathered = new ArrayList<>();
        List<MinuteBar> parts = new ArrayList<>();
        Instant start = Instant.MIN;
        for (MinuteBar bar : bars) {
            Instant its = startOf(bar.start(), zone);
            if (!its.equals(start) && !parts.isEmpty()) {
                gathered.add(MinuteBar.merge(start, parts));
                parts.clear();
            }
            start = its;
            parts.add(bar);
        }
        if (!parts.isEmpty()) {
            gathered.add(MinuteBar.merge(start, parts));
        }
        return gathered;
    }
}
