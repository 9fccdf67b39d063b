package io.openbell.api.value;

import java.math.BigDecimal;

/**
 * An amount in the account currency, US dollars. Positive is ours, negative is owed.
 *
 * @param raw dollars, times {@link FixedPoint#ONE}
 */
public record Money(long raw) implements Comparable<Money> {

    /** Nothing. */
    public static final Money ZERO = new Money(0);

    /**
     * Reads decimal text, with or without {@code USD } before it.
     *
     * @throws IllegalArgumentException if it is no decimal with at most nine decimals, or too large
     */
    public static Money parse(String text) {
        return new Money(FixedPoint.parse(text.startsWith("USD ") ? text.substring(4) : text));
    }

    /** Converts exactly; {@link IllegalArgumentException} if it needs more than nine decimals or is too large. */
    public static Money of(BigDecimal value) {
        return new Money(FixedPoint.of(value));
    }

    /** Converts, rounding half-even at nine decimals; {@link IllegalArgumentException} if not finite or too large. */
    public static Money of(double value) {
        return new Money(FixedPoint.of(value));
    }

    /** The sum; {@link ArithmeticException} if it does not fit. */
    public Money plus(Money other) {
        return new Money(Math.addExact(raw, other.raw));
    }

    /** The difference; {@link ArithmeticException} if it does not fit. */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(raw, other.raw));
    }

    /** The same amount with the other sign. */
    public Money negated() {
        return new Money(Math.negateExact(raw));
    }

    /** The amount without its sign. */
    public Money abs() {
        return raw < 0 ? negated() : this;
    }

    /** Multiplied by a plain factor, rounded half-even. */
    public Money times(double factor) {
        return new Money(FixedPoint.multiply(raw, FixedPoint.of(factor)));
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
    public boolean exceeds(Money other) {
        return raw > other.raw;
    }

    /** The smaller of the two. */
    public Money min(Money other) {
        return raw <= other.raw ? this : other;
    }

    /** The larger of the two. */
    public Money max(Money other) {
        return raw >= other.raw ? this : other;
    }

    /** This amount spread over that many shares, rounded half-even; {@link ArithmeticException} for no shares. */
    public Price dividedBy(Quantity quantity) {
        return new Price(FixedPoint.divide(raw, quantity.raw()));
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
    public int compareTo(Money other) {
        return Long.compare(raw, other.raw);
    }

    /** Plain decimal text with at least two decimals. */
    @Override
    public String toString() {
        return FixedPoint.format(raw, 2);
    }
}
