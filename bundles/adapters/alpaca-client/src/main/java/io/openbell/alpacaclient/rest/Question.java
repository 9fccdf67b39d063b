package io.openbell.alpacaclient.rest;

import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** A path with its parameters, in the order they were given, encoded. */
public final class Question {

    private final String path;
    private final StringBuilder parameters = new StringBuilder();

    public Question(String path) {
        this.path = path;
    }

    public Question with(String name, Object value) {
        parameters.append(parameters.isEmpty() ? '?' : '&').append(name).append('=');
        parameters.append(VenueRest.encoded(value.toString()));
        return this;
    }

    public Question with(String name, Optional<?> value) {
        return value.isPresent() ? with(name, value.get()) : this;
    }

    /** Leaves an empty text out. */
    public Question withText(String name, String value) {
        return value.isEmpty() ? this : with(name, value);
    }

    public Question withSymbols(String name, Collection<Symbol> symbols) {
        return withText(
                name,
                symbols.stream().map(Symbol::ticker).sorted().collect(Collectors.joining(",")));
    }

    /** How Alpaca writes a width. */
    public static String timeframe(Duration width) {
        long minutes = width.toMinutes();
        if (width.equals(Duration.ofDays(1))) {
            return "1Day";
        }
        if (width.equals(Duration.ofMinutes(minutes)) && minutes >= 1 && minutes <= 59) {
            return minutes + "Min";
        }
        if (width.equals(Duration.ofHours(minutes / 60)) && minutes >= 60 && minutes < 24 * 60) {
            return minutes / 60 + "Hour";
        }
        throw new IllegalArgumentException(
                "width must be 1 to 59 minutes, 1 to 23 hours or 1 day, was " + width);
    }

    /** For people: what was asked, without its parameters. */
    public String source() {
        return "GET " + path;
    }

    @Override
    public String toString() {
        return path + parameters;
    }
}
