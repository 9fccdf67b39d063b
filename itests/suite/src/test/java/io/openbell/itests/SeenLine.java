package io.openbell.itests;

import io.openbell.testkit.Pauses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a strategy of {@link SeenTape} said at one moment of the loop.
 *
 * @param at         the loop's time, or {@code end} of one that was taken away
 * @param lost       trades whose numbers were passed over
 * @param doubled    trades whose numbers had been before
 * @param seen       first and last number of each symbol's trades
 * @param pauses     of the second before: {@code when:how long}, and {@code switch:how long} of one that has just taken over
 */
record SeenLine(
        String at,
        String version,
        long quotes,
        long sum,
        long trades,
        long lost,
        long doubled,
        Map<String, Range> seen,
        List<String> pauses) {

    /** Numbers of trades. */
    record Range(long first, long last) {}

    /** Of a symbol of which it saw some. */
    Range of(String symbol) {
        return Objects.requireNonNull(seen.get(symbol), symbol);
    }

    private static final int WORDS = 11;

    /** What that strategy said on the loop, in order; what one in the shadow said is left out. */
    static List<SeenLine> of(Distribution openbell, String strategy) throws IOException {
        String mark = "strategy=" + strategy + " tape ";
        List<SeenLine> lines = new ArrayList<>();
        for (String line : openbell.lines("logs/openbell.log")) {
            int begins = line.indexOf(mark);
            String[] words =
                    begins < 0
                            ? new String[0]
                            : line.substring(begins + mark.length() - 5).strip().split(" ", -1);
            if (words.length == WORDS && words[2].equals("trading-loop")) {
                lines.add(parsed(words));
            }
        }
        return lines;
    }

    private static SeenLine parsed(String[] words) {
        Map<String, Range> seen = new TreeMap<>();
        for (String each : behind(words[9])) {
            String[] parts = each.split(":", -1);
            seen.put(parts[0], new Range(Long.parseLong(parts[1]), Long.parseLong(parts[2])));
        }
        return new SeenLine(
                words[1],
                words[3],
                Long.parseLong(words[4]),
                Long.parseLong(words[5]),
                Long.parseLong(words[6]),
                Long.parseLong(words[7]),
                Long.parseLong(words[8]),
                seen,
                behind(words[10]));
    }

    private static List<String> behind(String list) {
        List<String> parts = new ArrayList<>(List.of(list.split(",", -1)));
        parts.removeIf(String::isEmpty);
        return parts.subList(1, parts.size());
    }

    /**
     * Moments at which the growth since the moment before is not the same for both: other quotes, or another number of them
     * or of trades.
     */
    static List<String> differences(List<SeenLine> one, List<SeenLine> other) {
        Map<String, SeenLine> theirs = byMoment(other);
        List<String> different = new ArrayList<>();
        SeenLine before = null;
        for (SeenLine line : byMoment(one).values()) {
            SeenLine same = theirs.get(line.at());
            if (same == null) {
                continue;
            }
            SeenLine sameBefore = before == null ? null : theirs.get(before.at());
            if (before != null && sameBefore != null) {
                String grown = line.growth(before);
                String expected = same.growth(sameBefore);
                if (!grown.equals(expected)) {
                    different.add(line.at() + ": " + grown + ", the witness " + expected);
                }
            }
            before = line;
        }
        return different;
    }

    /** Moments at which both spoke. */
    static long moments(List<SeenLine> one, List<SeenLine> other) {
        Map<String, SeenLine> theirs = byMoment(other);
        return byMoment(one).keySet().stream().filter(theirs::containsKey).count();
    }

    private static Map<String, SeenLine> byMoment(List<SeenLine> lines) {
        Map<String, SeenLine> byMoment = new LinkedHashMap<>();
        for (SeenLine line : lines) {
            if (!line.at().equals("end")) {
                byMoment.put(line.at(), line);
            }
        }
        return byMoment;
    }

    private String growth(SeenLine before) {
        return (quotes - before.quotes)
                + " quotes of sum "
                + (sum - before.sum)
                + ", "
                + (trades - before.trades)
                + " trades";
    }

    /** How long nothing came, and when. */
    static Pauses pauses(List<SeenLine> lines) {
        Pauses pauses = new Pauses();
        for (SeenLine line : lines) {
            for (String pause : line.pauses()) {
                String[] parts = pause.split(":", -1);
                if (!parts[0].equals("switch")) {
                    pauses.add(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
                }
            }
        }
        return pauses;
    }

    /** From the last event of one version to the first of the next, in nanoseconds, the longest last. */
    static List<Long> switches(List<SeenLine> lines) {
        List<Long> switches = new ArrayList<>();
        for (SeenLine line : lines) {
            for (String pause : line.pauses()) {
                if (pause.startsWith("switch:")) {
                    switches.add(Long.parseLong(pause.substring("switch:".length())));
                }
            }
        }
        switches.sort(null);
        return switches;
    }
}
