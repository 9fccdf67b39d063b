package io.openbell.kernel.parameter;

import java.math.BigDecimal;

/**
 * One parameter of a strategy.
 *
 * @param name         the configuration key, with the unit in the name
 * @param type         {@code int}, {@code long}, {@code double}, {@code boolean} or {@code String}
 * @param min          smallest allowed number, inclusive; negative infinity when there is none
 * @param max          largest allowed number, inclusive; infinity when there is none
 * @param step         distance between two values worth trying; 0 leaves it to the optimizer
 * @param defaultValue used when the configuration does not say
 * @param description  for people
 */
public record ParameterDefinition(
        String name,
        Class<?> type,
        double min,
        double max,
        double step,
        String defaultValue,
        String description) {

    /** Refuses types that no configuration file can hold, empty ranges, and defaults that are not allowed themselves. */
    public ParameterDefinition {
        if (type != int.class
                && type != long.class
                && type != double.class
                && type != boolean.class
                && type != String.class) {
            throw new IllegalArgumentException(
                    "parameter "
                            + name
                            + " has type "
                            + type.getName()
                            + "; allowed: int, long, double, boolean, String");
        }
        if (!(min <= max)) {
            throw new IllegalArgumentException(
                    "parameter " + name + " allows nothing: min=" + min + ", max=" + max);
        }
    }

    /** What may stand behind the key, for people. */
    public String allowed() {
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "any text";
        }
        String kind = type == double.class ? "a number" : "a whole number";
        String from = min == Double.NEGATIVE_INFINITY ? "" : " from " + plain(min);
        String to =
                max == Double.POSITIVE_INFINITY
                        ? ""
                        : (from.isEmpty() ? " up to " : " to ") + plain(max);
        return kind + from + to;
    }

    /**
     * The text as a value of the type.
     *
     * @throws IllegalArgumentException with the problem, if it is none or not allowed
     */
    public Object parse(String text) {
        String trimmed = text.trim();
        if (type == String.class) {
            return trimmed;
        }
        if (type == boolean.class) {
            if (trimmed.equals("true") || trimmed.equals("false")) {
                return trimmed.equals("true");
            }
            throw new IllegalArgumentException("neither true nor false");
        }
        if (type == double.class) {
            return inRange(decimal(trimmed));
        }
        long whole = whole(trimmed);
        inRange(whole);
        if (type == long.class) {
            return whole;
        }
        if (whole != (int) whole) {
            throw new IllegalArgumentException("does not fit into 32 bits");
        }
        return (int) whole;
    }

    private static double decimal(String text) {
        try {
            // BigDecimal, because Double also takes hexadecimals, "NaN" and a trailing "d".
            double value = new BigDecimal(text).doubleValue();
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("not a number", notANumber);
        }
        throw new IllegalArgumentException("too large");
    }

    private static long whole(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("not a whole number", notANumber);
        }
    }

    private double inRange(double value) {
        if (value < min) {
            throw new IllegalArgumentException("too small");
        }
        if (value > max) {
            throw new IllegalArgumentException("too large");
        }
        return value;
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
