package io.openbell.api.value;

import java.math.BigDecimal;

/**
 * A price for one share (or one coin), in the instrument's quote currency.
 *
 * @param raw quote currency, times {@link FixedPoint#ONE}
 */
public record Price(long raw) implements Comparable<Price> {

    /** Nothing. */
    public static final Price ZERO = new Price(0);

    /**
     * Reads decimal text.
     *
     * @throws IllegalArgumentException if it is no decimal with at most nine decimals, or too large
     */
    public static Price parse(String text) {
        return new Price(FixedPoint.parse(text));
    }

    /** Converts exactly; {@link IllegalArgumentException} if it needs more than nine decimals or is too large. */
    public static Price of(BigDecimal value) {
        return new Price(FixedPoint.of(value));
    }

    /** Converts, rounding half-even at nine decimals; {@link IllegalArgumentException} if not finite or too large. */
    public static Price of(double value) {
        return new Price(FixedPoint.of(value));
    }

    /** The sum; {@link ArithmeticException} if it does not fit. */
    public Price plus(Price other) {
        return new Price(Math.addExact(raw, other.raw));
    }

    /** The difference; {@link ArithmeticException} if it does not fit. */
    public Price minus(Price other) {
        return new Price(Math.subtractExact(raw, other.raw));
    }

    /** The same amount with the other sign. */
    public Price negated() {
        return new Price(Math.negateExact(raw));
    }

    /** The amount without its sign. */
    public Price abs() {
        return raw < 0 ? negated() : this;
    }

    /** Multiplied by a plain factor, rounded half-even. */
    public Price times(double factor) {
        return new Price(FixedPoint.multiply(raw, FixedPoint.of(factor)));
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
    public boolean exceeds(Price other) {
        return raw > other.raw;
    }

    /** The smaller of the two. */
    public Price min(Price other) {
        return raw <= other.raw ? this : other;
    }

    /** The larger of the two. */
    public Price max(Price other) {
        return raw >= other.raw ? this : other;
    }

    /** The value of that many shares at this price, rounded half-even; the sign is that of the quantity. */
    public Money times(Quantity quantity) {
        return new Money(FixedPoint.multiply(raw, quantity.raw()));
    }

    /** Rounded to a multiple of {@code tick}, to the nearest, ties to even. */
    public Price roundedTo(Price tick) {
        long multiples = FixedPoint.scaledDivide(raw, 1, tick.raw);
        return new Price(Math.multiplyExact(multiples, tick.raw));
    }

    /** An exact multiple of {@code tick}. */
    public boolean isMultipleOf(Price tick) {
        return raw % tick.raw == 0;
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
    public int compareTo(Price other) {
        return Long.compare(raw, other.raw);
    }

    /** Plain decimal text with at least two decimals. */
    @Override
    public String toString() {
        return FixedPoint.format(raw, 2);
    }
}
