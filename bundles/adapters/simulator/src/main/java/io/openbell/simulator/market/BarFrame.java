package io.openbell.simulator.market;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The width of bars, as Alpaca writes it: {@code 5Min}, {@code 2Hour}, {@code 1Day}.
 *
 * @param minutes of minutes and hours; 0 stands for a day in New York
 */
public record BarFrame(long minutes) {

    private static final Pattern WORD = Pattern.compile("(\\d{1,2})(Min|T|Hour|H|Day|D)");

    /** Reads it; empty when it is none of ours. */
    public static Optional<BarFrame> parse(String text) {
        Matcher word = WORD.matcher(text);
        if (!word.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(word.group(1));
        return switch (word.group(2)) {
            case "Min", "T" ->
                    count >= 1 && count <= 59 ? Optional.of(new BarFrame(count)) : Optional.empty();
            case "Hour", "H" ->
                    count >= 1 && count <= 23
                            ? Optional.of(new BarFrame(count * 60))
                            : Optional.empty();
            default -> count == 1 ? Optional.of(new BarFrame(0)) : Optional.empty();
        };
    }

    /** The beginning of the bar an instant belongs to. */
    public Instant startOf(Instant at) {
        if (minutes == 0) {
            return at.atZone(VolumeShape.NEW_YORK).truncatedTo(ChronoUnit.DAYS).toInstant();
        }
        long seconds = minutes * 60;
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }

    /** Sums minute bars up, oldest first; an interval without any has none. */
    public List<MinuteBar> gather(List<MinuteBar> bars) {
        List<MinuteBar> gathered = new ArrayList<>();
        List<MinuteBar> parts = new ArrayList<>();
        for (MinuteBar bar : bars) {
            if (!parts.isEmpty() && !startOf(bar.start()).equals(startOf(parts.get(0).start()))) {
                gathered.add(MinuteBar.merge(startOf(parts.get(0).start()), parts));
                parts.clear();
            }
            parts.add(bar);
        }
        if (!parts.isEmpty()) {
            gathered.add(MinuteBar.merge(startOf(parts.get(0).start()), parts));
        }
        return gathered;
    }
}
