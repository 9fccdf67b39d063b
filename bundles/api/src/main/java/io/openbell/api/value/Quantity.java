package io.openbell.api.value;

import java.math.BigDecimal;

/**
 * A number of shares (or coins). Positive in orders and fills; signed in positions, where short is negative.
 *
 * @param raw shares, times {@link FixedPoint#ONE}
 */
public record Quantity(long raw) implements Comparable<Quantity> {

    /** Nothing. */
    public static final Quantity ZERO = new Quantity(0);

    /**
     * Reads decimal text.
     *
     * @throws IllegalArgumentException if it is no decimal with at most nine decimals, or too large
     */
    public static Quantity parse(String text) {
        return new Quantity(FixedPoint.parse(text));
    }

    /** Converts exactly; {@link IllegalArgumentException} if it needs more than nine decimals or is too large. */
    public static Quantity of(BigDecimal value) {
        return new Quantity(FixedPoint.of(value));
    }

    /** Converts, rounding half-even at nine decimals; {@link IllegalArgumentException} if not finite or too large. */
    public static Quantity of(double value) {
        return new Quantity(FixedPoint.of(value));
    }

    /** The sum; {@link ArithmeticException} if it does not fit. */
    public Quantity plus(Quantity other) {
        return new Quantity(Math.addExact(raw, other.raw));
    }

    /** The difference; {@link ArithmeticException} if it does not fit. */
    public Quantity minus(Quantity other) {
        return new Quantity(Math.subtractExact(raw, other.raw));
    }

    /** The same amount with the other sign. */
    public Quantity negated() {
        return new Quantity(Math.negateExact(raw));
    }

    /** The amount without its sign. */
    public Quantity abs() {
        return raw < 0 ? negated() : this;
    }

    /** Multiplied by a plain factor, rounded half-even. */
    public Quantity times(double factor) {
        return new Quantity(FixedPoint.multiply(raw, FixedPoint.of(factor)));
    }

    /** Above zero. */
    public boolean isPositive() {
        return raw > 0;
    }

    /** Below zero. */
    public boolean isNegative() {
        return raw < 0;
    }

    /** Exactly zero. */
    public boolean isZero() {
        return raw == 0;
    }

    /** Strictly more than the other. */
    public boolean exceeds(Quantity other) {
        return raw > other.raw;
    }

    /** The smaller of the two. */
    public Quantity min(Quantity other) {
        return raw <= other.raw ? this : other;
    }

    /** The larger of the two. */
    public Quantity max(Quantity other) {
        return raw >= other.raw ? this : other;
    }

    /** An exact number of whole shares. */
    public static Quantity of(long shares) {
        return new Quantity(Math.multiplyExact(shares, FixedPoint.ONE));
    }

    /** A whole number, without a fraction. */
    public boolean isWhole() {
        return raw % FixedPoint.ONE == 0;
    }

    /** The exact decimal. */
    public BigDecimal toBigDecimal() {
        return FixedPoint.toBigDecimal(raw);
    }

    /** The nearest floating-point number, for statistics; never for money that is kept. */
    public double toDouble() {
        return raw / (double) FixedPoint.ONE;
    }

    @Override
    public int compareTo(Quantity other) {
        return Long.compare(raw, other.raw);
    }

    /** Plain decimal text without trailing zeros. */
    @Override
    public String toString() {
        return FixedPoint.format(raw, 0);
    }
}
