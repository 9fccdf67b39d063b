package io.openbell.simulator.web.data;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A question.
 *
 * @param path decoded
 */
record Query(String path, Map<String, List<String>> parameters) {

    private static final int LONGEST_ECHO = 64;

    /** The first value of a parameter; empty text counts as absent. */
    Optional<String> text(String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .findFirst()
                .filter(value -> !value.isEmpty());
    }

    /** What was sent, short enough to be sent back. */
    static String echo(String text) {
        return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO);
    }

    /** One of some words, or the one that applies without. */
    String word(String name, Set<String> words, String otherwise) throws BadQuery {
        String word = text(name).orElse(otherwise);
        if (!words.contains(word)) {
            throw BadQuery.invalid("invalid " + name + ": " + echo(word));
        }
        return word;
    }

    /** True or false, or what applies without. */
    boolean flag(String name, boolean otherwise) throws BadQuery {
        return word(name, Set.of("true", "false"), String.valueOf(otherwise)).equals("true");
    }

    /** A whole number within the range, or the one that applies without. */
    int number(String name, int smallest, int largest, int otherwise) throws BadQuery {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= smallest && number <= largest) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // Told below, with the range.
        }
        throw BadQuery.invalid(
                "invalid "
                        + name
                        + ": "
                        + echo(text.get())
                        + " must be between "
                        + smallest
                        + " and "
                        + largest);
    }

    /** A decimal. */
    Optional<BigDecimal> decimal(String name) throws BadQuery {
        Optional<String> text = text(name);
        try {
            return text.filter(t -> t.length() <= LONGEST_ECHO).map(BigDecimal::new);
        } catch (NumberFormatException noNumber) {
            throw BadQuery.invalid("invalid " + name + ": " + echo(text.orElse("")));
        }
    }

    /** An RFC 3339 time, or a date, which is its midnight in that zone. */
    Optional<Instant> time(String name, ZoneId zone) throws BadQuery {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (!Character.isDigit(text.get().charAt(0))) {
                // ISO 8601 allows for years before 0 and after 9999, RFC 3339 does not.
                throw new DateTimeException("year out of range");
            }
            return Optional.of(
                    text.get().length() <= 10
                            ? LocalDate.parse(text.get()).atStartOfDay(zone).toInstant()
                            : OffsetDateTime.parse(text.get().replace(' ', '+')).toInstant());
        } catch (DateTimeException noTime) {
            throw BadQuery.invalid(
                    "invalid "
                            + name
                            + ": "
                            + echo(text.get())
                            + " is neither RFC-3339 nor YYYY-MM-DD");
        }
    }

    /** A date. */
    Optional<LocalDate> date(String name) throws BadQuery {
        Optional<String> text = text(name);
        try {
            return text.map(LocalDate::parse);
        } catch (DateTimeException noDate) {
            throw BadQuery.invalid(
                    "invalid " + name + ": " + echo(text.orElse("")) + " is not YYYY-MM-DD");
        }
    }

    /** True for {@code asc}. */
    boolean ascending(boolean otherwise) throws BadQuery {
        return word("sort", Set.of("asc", "desc"), otherwise ? "asc" : "desc").equals("asc");
    }

    /** A comma-separated list, upper case, sorted, without empty ones and repetitions. */
    List<String> list(String name) {
        return Arrays.stream(text(name).orElse("").split(",", -1))
                .map(item -> item.strip().toUpperCase(Locale.ROOT))
                .filter(item -> !item.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** The part of the path at that place, counted from zero; empty when there is none. */
    String part(int place) {
        String[] parts = path.substring(1).split("/", -1);
        return place < parts.length ? parts[place] : "";
    }
}
