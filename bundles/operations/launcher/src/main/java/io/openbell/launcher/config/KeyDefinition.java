package io.openbell.launcher.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may stand behind one key, as metatype says it.
 *
 * @param id       the key
 * @param type     of metatype, for example {@code Long}
 * @param list     several values, separated by commas
 * @param min      smallest number, or shortest text; null when there is none
 * @param max      largest number, or longest text; null when there is none
 * @param options  the only values there are; empty when any will do
 * @param optional may be absent
 */
public record KeyDefinition(
        String id,
        String type,
        boolean list,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        List<String> options,
        boolean optional) {

    private static final Map<String, Integer> BITS_OF_WHOLE_NUMBERS =
            Map.of("Byte", 8, "Short", 16, "Integer", 32, "Long", 64);

    /** Keeps a copy. */
    public KeyDefinition {
        options = List.copyOf(options);
    }

    /** What is wrong with the value, if anything. */
    public Optional<String> problem(String value) {
        if (!list) {
            return problemOfOne(value);
        }
        for (String element : value.split(",", -1)) {
            Optional<String> problem = problemOfOne(element.strip());
            if (problem.isPresent() && !value.isEmpty()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /** What would be right, for people. */
    public String allowed() {
        String one = allowedOne();
        return list ? one + ", several separated by commas" : one;
    }

    private Optional<String> problemOfOne(String value) {
        if (!options.isEmpty()) {
            return options.contains(value) ? Optional.empty() : Optional.of("no such value");
        }
        Integer bits = BITS_OF_WHOLE_NUMBERS.get(type);
        if (bits != null) {
            return problemOfWhole(value, bits);
        }
        return switch (type) {
            case "Boolean" ->
                    value.equals("true") || value.equals("false")
                            ? Optional.empty()
                            : Optional.of("neither true nor false");
            case "Double", "Float" -> problemOfNumber(value);
            case "Character", "Char" ->
                    value.length() == 1 ? Optional.empty() : Optional.of("not one character");
            default ->
                    TextKind.of(id).isReadable(value)
                            ? outside(BigDecimal.valueOf(value.length()), "too short", "too long")
                            : Optional.of("not readable");
        };
    }

    private Optional<String> problemOfWhole(String value, int bits) {
        if (!value.matches("-?\\d{1,400}")) {
            return Optional.of("not a whole number");
        }
        BigInteger number = new BigInteger(value);
        if (number.bitLength() >= bits) {
            return Optional.of(number.signum() < 0 ? "too small" : "too large");
        }
        return outside(new BigDecimal(number), "too small", "too large");
    }

    private Optional<String> problemOfNumber(String value) {
        if (!value.matches("-?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][-+]?\\d{1,9})?")) {
            return Optional.of("not a number");
        }
        double number = Double.parseDouble(value);
        if (Double.isInfinite(number)) {
            return Optional.of(number < 0 ? "too small" : "too large");
        }
        return outside(BigDecimal.valueOf(number), "too small", "too large");
    }

    private Optional<String> outside(BigDecimal size, String below, String above) {
        if (min != null && size.compareTo(min) < 0) {
            return Optional.of(below);
        }
        return max != null && size.compareTo(max) > 0 ? Optional.of(above) : Optional.empty();
    }

    private String allowedOne() {
        if (!options.isEmpty()) {
            return String.join(" or ", options);
        }
        return switch (type) {
            case "Boolean" -> "true or false";
            case "Byte", "Short", "Integer", "Long" -> "a whole number" + range();
            case "Double", "Float" -> "a number" + range();
            case "Character", "Char" -> "one character";
            default ->
                    min == null && max == null
                            ? TextKind.of(id).allowed()
                            : "text of a length" + range();
        };
    }

    private String range() {
        String from = min == null ? "" : String.format(Locale.ROOT, " from %s", plain(min));
        String to = max == null ? "" : String.format(Locale.ROOT, " to %s", plain(max));
        return from + to;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
