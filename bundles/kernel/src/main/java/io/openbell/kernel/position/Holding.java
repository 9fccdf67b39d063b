package io.openbell.kernel.position;

import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;

/**
 * What is held of one instrument, and what it cost. Immutable.
 *
 * <p>The cost is kept as an amount, not as an average price, so that nothing is lost to rounding: over any sequence of
 * fills the change of {@code realized - cost} equals the cash flow of the fills to the last of nine decimals. What is
 * rounded, half-even at nine decimals, is the value of each fill (the same figure that moves the cash) and the part of the
 * cost that a partial close releases; closing everything releases all of it.
 *
 * @param quantity shares; negative when short
 * @param cost     paid for the open shares, commissions not included; negative when short: received for them
 * @param realized profit of what was closed, less the commissions of all fills
 */
public record Holding(Quantity quantity, Money cost, Money realized) {

    /** Nothing held, nothing earned. */
    public static final Holding NONE = new Holding(Quantity.ZERO, Money.ZERO, Money.ZERO);

    /** Shares that came at a price; negative quantities are short. */
    public static Holding of(Quantity quantity, Price averagePrice) {
        return new Holding(quantity, averagePrice.times(quantity), Money.ZERO);
    }

    /**
     * After a fill at a price per unit. A fill against the position closes it at average cost; what goes beyond zero opens
     * the other side.
     *
     * @param shares     of this fill, positive
     * @param commission negative when it is a rebate
     * @throws ArithmeticException if a result does not fit; nothing wraps around
     */
    public Holding after(Side side, Quantity shares, Price price, Money commission) {
        Quantity signed = side.signed(shares);
        return after(signed, price.times(signed), commission);
    }

    /**
     * After so many shares came or went.
     *
     * @param change     with its sign; not zero
     * @param paid       for all of them; negative when received
     * @param commission negative when it is a rebate
     */
    public Holding after(Quantity change, Money paid, Money commission) {
        if (quantity.isZero() || quantity.isNegative() == change.isNegative()) {
            return new Holding(quantity.plus(change), cost.plus(paid), realized.minus(commission));
        }
        Quantity closed = change.abs().min(quantity.abs());
        Money paidToClose = part(paid, closed, change.abs());
        Money paidToOpen = paid.minus(paidToClose);
        Money released = part(cost, closed, quantity.abs());
        Money gain = paidToClose.plus(released).negated();
        return new Holding(
                quantity.plus(change),
                cost.minus(released).plus(paidToOpen),
                realized.plus(gain).minus(commission));
    }

    private static Money part(Money whole, Quantity some, Quantity all) {
        return new Money(FixedPoint.scaledDivide(whole.raw(), some.raw(), all.raw()));
    }

    /** The same cost spread over another number of shares. */
    Holding spread(Quantity shares) {
        return new Holding(shares, cost, realized);
    }

    /** Both together, as if the other's shares had come at what they cost; what is opposed closes. */
    Holding with(Holding other) {
        // A cost may be left where a split has rounded the shares away.
        Holding both =
                other.quantity.isZero()
                        ? new Holding(quantity, cost.plus(other.cost), realized)
                        : after(other.quantity, other.cost, Money.ZERO);
        return both.earned(other.realized);
    }

    /** The same, having earned this much more. */
    Holding earned(Money amount) {
        return new Holding(quantity, cost, realized.plus(amount));
    }

    /** Cost per open share, rounded half-even, for people; zero when nothing is held. */
    public Price averagePrice() {
        return quantity.isZero() ? Price.ZERO : cost.dividedBy(quantity);
    }

    /** Profit of the open shares if they were closed at this price, without commission. */
    public Money unrealized(Price mark) {
        return mark.times(quantity).minus(cost);
    }
}
