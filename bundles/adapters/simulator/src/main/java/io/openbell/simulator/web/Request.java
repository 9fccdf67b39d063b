package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.simulator.trading.Refusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A REST request whose sender is known.
 *
 * @param method {@code GET}, {@code POST}, {@code DELETE}
 * @param path   decoded, without the query
 */
record Request(String method, String path, Map<String, List<String>> query, byte[] body) {

    private static final int LONGEST_ECHO = 64;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    boolean is(String wantedMethod, String wantedPath) {
        return method.equals(wantedMethod) && path.equals(wantedPath);
    }

    /** What stands behind the prefix, empty when the path does not begin with it or nothing follows. */
    Optional<String> behind(String prefix) {
        return path.startsWith(prefix) && path.length() > prefix.length()
                ? Optional.of(path.substring(prefix.length()))
                : Optional.empty();
    }

    /** The first value of a parameter; empty text counts as absent. */
    Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .findFirst()
                .filter(value -> !value.isEmpty());
    }

    /** A whole number within the range, or the one that applies without. */
    int number(String name, int smallest, int largest, int otherwise) throws Refusal {
        Optional<String> text = parameter(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= smallest && number <= largest) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // The refusal below names field and range.
        }
        throw Refusal.invalid(
                "invalid " + name + ": must be a number from " + smallest + " to " + largest);
    }

    /** An RFC 3339 time, or a date, which is its midnight in New York. */
    Optional<Instant> time(String name) throws Refusal {
        Optional<String> text = parameter(name);
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
                            ? LocalDate.parse(text.get()).atStartOfDay(NEW_YORK).toInstant()
                            : OffsetDateTime.parse(text.get().replace(' ', '+')).toInstant());
        } catch (DateTimeException noTime) {
            throw Refusal.invalid("invalid " + name + ": must be RFC 3339 or YYYY-MM-DD");
        }
    }

    /** A date; of a time its date. */
    Optional<LocalDate> date(String name) throws Refusal {
        Optional<String> text = parameter(name);
        try {
            return text.map(t -> LocalDate.parse(t.substring(0, Math.min(10, t.length()))));
        } catch (DateTimeException noDate) {
            throw Refusal.invalid("invalid " + name + ": must be YYYY-MM-DD");
        }
    }

    /** A decimal number. */
    Optional<BigDecimal> decimal(String name) throws Refusal {
        Optional<String> text = parameter(name);
        try {
            return text.map(t -> new BigDecimal(echo(t)));
        } catch (NumberFormatException noNumber) {
            throw Refusal.invalid("invalid " + name + ": must be a number");
        }
    }

    /** What was sent, short enough to be sent back. */
    static String echo(String text) {
        return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO);
    }

    /** True for {@code asc}; the other word is {@code desc}. */
    boolean ascending(String name, boolean otherwise) throws Refusal {
        String word = parameter(name).orElse(otherwise ? "asc" : "desc");
        if (!word.equals("asc") && !word.equals("desc")) {
            throw Refusal.invalid("invalid " + name + ": must be asc or desc");
        }
        return word.equals("asc");
    }

    /** The body. */
    JsonNode json() throws Refusal {
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException malformed) {
            throw Refusal.malformed("request body format is invalid");
        }
    }
}
