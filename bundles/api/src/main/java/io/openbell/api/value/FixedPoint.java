package io.openbell.api.value;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Arithmetic on decimals kept in a {@code long} with nine digits after the point: 1 is {@link #ONE}.
 *
 * <p>Sums are exact. Products and quotients are formed in 128 bits and rounded half-even. A result that does not fit
 * throws {@link ArithmeticException}; nothing wraps around.
 */
public final class FixedPoint {

    /** Digits after the decimal point. */
    public static final int SCALE = 9;

    /** The representation of 1. */
    public static final long ONE = 1_000_000_000L;

    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private FixedPoint() {}

    /**
     * Reads a plain decimal such as {@code 12.5}, {@code -0.000000001} or {@code 1e3}.
     *
     * @throws IllegalArgumentException if the text is no finite decimal, has more than nine decimals, or does not fit
     */
    public static long parse(String text) {
        try {
            return of(new BigDecimal(text));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "not a decimal number: '" + abbreviated(text) + "'", notANumber);
        }
    }

    /**
     * Converts a decimal exactly.
     *
     * @throws IllegalArgumentException if the value has more than nine decimals or does not fit
     */
    public static long of(BigDecimal value) {
        try {
            if (value.precision() - value.scale() > 19) {
                throw new ArithmeticException("too large");
            }
            return value.setScale(SCALE, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
        } catch (ArithmeticException inexact) {
            throw new IllegalArgumentException(
                    "needs at most 9 decimals and an absolute value below 9223372036, was "
                            + abbreviated(value.toString()),
                    inexact);
        }
    }

    /**
     * Converts a floating-point number, rounding half-even at nine decimals.
     *
     * @throws IllegalArgumentException if the value is NaN, infinite or too large
     */
    public static long of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("must be finite, was " + value);
        }
        return of(BigDecimal.valueOf(value).setScale(SCALE, RoundingMode.HALF_EVEN));
    }

    /** {@code a * b}, rounded half-even. */
    public static long multiply(long a, long b) {
        return scaledDivide(a, b, ONE);
    }

    /** {@code a / b}, rounded half-even. */
    public static long divide(long a, long b) {
        return scaledDivide(a, ONE, b);
    }

    /** {@code a * b / c} with a 128-bit product, rounded half-even. All three carry the scale. */
    public static long scaledDivide(long a, long b, long c) {
        if (c == 0) {
            throw new ArithmeticException("division by zero");
        }
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
            return divideHalfEven(low, c);
        }
        long magnitude = divideWide(Math.abs(a), Math.abs(b), Math.abs(c));
        boolean negative = (a < 0) ^ (b < 0) ^ (c < 0);
        if (magnitude < 0 && !(negative && magnitude == Long.MIN_VALUE)) {
            throw new ArithmeticException("overflow");
        }
        return negative ? -magnitude : magnitude;
    }

    /** {@code a * b / c} of unsigned numbers, rounded half-even. */
    private static long divideWide(long a, long b, long c) {
        long high = Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
        long low = a * b;
        if (Long.compareUnsigned(high, c) >= 0) {
            throw new ArithmeticException("overflow");
        }
        int shift = Long.numberOfLeadingZeros(c);
        long divisor = c << shift;
        long upper = shift == 0 ? high : high << shift | low >>> (64 - shift);
        long lower = low << shift;
        // Two digits of 32 bits each: Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D.
        long first = digit(upper, lower >>> 32, divisor);
        long rest = (upper << 32 | lower >>> 32) - first * divisor;
        long second = digit(rest, lower & LOW_HALF, divisor);
        long quotient = (first << 32) + second;
        long remainder = ((rest << 32 | lower & LOW_HALF) - second * divisor) >>> shift;
        int half = Long.compareUnsigned(remainder, c - remainder);
        if (half < 0 || (half == 0 && (quotient & 1) == 0)) {
            return quotient;
        }
        if (quotient == -1) {
            throw new ArithmeticException("overflow");
        }
        return quotient + 1;
    }

    /** The next 32 bits of the quotient of {@code upper} and 32 more bits by a divisor whose highest bit is set. */
    private static long digit(long upper, long next, long divisor) {
        long top = divisor >>> 32;
        long bottom = divisor & LOW_HALF;
        long digit = Long.divideUnsigned(upper, top);
        long left = upper - digit * top;
        while (digit >>> 32 != 0 || Long.compareUnsigned(digit * bottom, left << 32 | next) > 0) {
            digit--;
            left += top;
            if (left >>> 32 != 0) {
                break;
            }
        }
        return digit;
    }

    private static long divideHalfEven(long dividend, long divisor) {
        if (dividend == Long.MIN_VALUE && divisor == -1) {
            throw new ArithmeticException("overflow");
        }
        long quotient = dividend / divisor;
        long remainder = Math.abs(dividend % divisor);
        int half = Long.compareUnsigned(remainder, Math.abs(divisor) - remainder);
        if (half > 0 || (half == 0 && (quotient & 1) == 1)) {
            return (dividend < 0) == (divisor < 0) ? quotient + 1 : quotient - 1;
        }
        return quotient;
    }

    /** The exact decimal value. */
    public static BigDecimal toBigDecimal(long raw) {
        return BigDecimal.valueOf(raw, SCALE);
    }

    /** Plain decimal text without trailing zeros, at least {@code minimumDecimals} after the point. */
    public static String format(long raw, int minimumDecimals) {
        BigDecimal value = toBigDecimal(raw).stripTrailingZeros();
        return (value.scale() < minimumDecimals
                        ? value.setScale(minimumDecimals, RoundingMode.UNNECESSARY)
                        : value)
                .toPlainString();
    }

    private static String abbreviated(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
