package io.openbell.alpacaclient.decode;

import io.openbell.api.value.FixedPoint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Reads decimals into {@link FixedPoint} longs, the usual ones without an object. Rounds half-even beyond nine decimals. */
public final class Decimals {

    private static final int MOST_DIGITS = 18;
    private static final int LONGEST_TEXT = 64;
    private static final long MOST_WHOLE = 9_000_000_000L;
    private static final double MOST_QUICK = 1e9;
    private static final long[] POWERS = new long[FixedPoint.SCALE + 1];

    static {
        long power = 1;
        for (int digits = 0; digits <= FixedPoint.SCALE; digits++) {
            POWERS[digits] = power;
            power *= 10;
        }
    }

    private Decimals() {}

    public static long parse(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return parse(utf8, 0, utf8.length);
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException if it does not fit
     */
    static long of(long whole) {
        return Math.abs(whole) <= MOST_WHOLE
                ? whole * FixedPoint.ONE
                : FixedPoint.of(BigDecimal.valueOf(whole));
    }

    /**
     * The shortest decimal that is this double.
     *
     * @throws IllegalArgumentException if it is not finite or does not fit
     */
    static long of(double value) {
        if (Math.abs(value) < MOST_QUICK) {
            // A rounded quotient of two whole doubles is the double nearest to that decimal.
            double tenThousandths = Math.rint(value * 1e4);
            if (tenThousandths / 1e4 == value) {
                return (long) tenThousandths * POWERS[FixedPoint.SCALE - 4];
            }
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("not a finite number: " + value);
        }
        return parse(Double.toString(value));
    }

    /**
     * Reads one decimal.
     *
     * @throws IllegalArgumentException if it is no finite decimal or does not fit
     */
    public static long parse(byte[] text, int offset, int length) {
        int at = offset;
        int end = offset + length;
        boolean negative = at < end && text[at] == '-';
        if (negative) {
            at++;
        }
        long value = 0;
        int digits = 0;
        int decimals = -1;
        for (; at < end; at++) {
            byte c = text[at];
            if (c == '.' && decimals < 0) {
                decimals = 0;
            } else if (c >= '0' && c <= '9' && digits < MOST_DIGITS) {
                value = value * 10 + (c - '0');
                digits++;
                if (decimals >= 0) {
                    decimals++;
                }
            } else {
                return slowly(text, offset, length);
            }
        }
        int scale = Math.max(decimals, 0);
        if (digits == 0 || scale > FixedPoint.SCALE || digits - scale > 9) {
            return slowly(text, offset, length);
        }
        long raw = value * POWERS[FixedPoint.SCALE - scale];
        return negative ? -raw : raw;
    }

    private static long slowly(byte[] text, int offset, int length) {
        if (length > LONGEST_TEXT) {
            throw new IllegalArgumentException("a number of " + length + " characters");
        }
        BigDecimal value;
        try {
            value = new BigDecimal(shown(text, offset, length));
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(
                    "not a decimal number: '" + shown(text, offset, length) + "'", noNumber);
        }
        if (Math.abs((long) value.scale()) > 2L * LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    "not a number that can be kept: '" + shown(text, offset, length) + "'");
        }
        return FixedPoint.of(
                value.scale() > FixedPoint.SCALE
                        ? value.setScale(FixedPoint.SCALE, RoundingMode.HALF_EVEN)
                        : value);
    }

    private static String shown(byte[] text, int offset, int length) {
        return new String(text, offset, length, StandardCharsets.ISO_8859_1);
    }
}
