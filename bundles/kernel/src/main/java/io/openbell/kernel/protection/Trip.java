package io.openbell.kernel.protection;

import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;

/**
 * A position of one source since it was last flat.
 *
 * @param held     signed
 * @param cost     of everything that was opened, positive
 * @param cashFlow of everything so far, commissions deducted
 */
record Trip(Quantity held, Money cost, Money cashFlow) {

    static final Trip NONE = new Trip(Quantity.ZERO, Money.ZERO, Money.ZERO);

    boolean isOpposedTo(Quantity change) {
        return !held.isZero() && held.isPositive() != change.isPositive();
    }

    /** So many more or fewer, never beyond flat, for this much; negative when received. */
    Trip after(Quantity change, Money paid, Money commission) {
        return new Trip(
                held.plus(change),
                isOpposedTo(change) ? cost : cost.plus(paid.abs()),
                cashFlow.minus(paid).minus(commission));
    }

    /** The same value in another number of shares, and cash instead of fractions. */
    Trip spread(Quantity shares, Money cash) {
        return new Trip(shares, cost, cashFlow.plus(cash));
    }

    /** Both as one. */
    Trip with(Trip other) {
        return new Trip(
                held.plus(other.held), cost.plus(other.cost), cashFlow.plus(other.cashFlow));
    }

    /** As if it had been a smaller one from the beginning: the same percentages. */
    Trip without(Quantity shares) {
        Quantity left = held.minus(shares);
        return new Trip(left, part(cost, left), part(cashFlow, left));
    }

    private Money part(Money whole, Quantity left) {
        return new Money(FixedPoint.scaledDivide(whole.raw(), left.raw(), held.raw()));
    }
}
