package io.openbell.api.order;

import io.openbell.api.value.Money;
import java.util.Optional;

/**
 * What an order may ask for beyond symbol, side, quantity, price and time. Most orders ask for nothing: {@link #PLAIN}.
 *
 * @param orderClass     the group it belongs to
 * @param notional       buy or sell for this amount of dollars instead of a number of shares; the intent's quantity then is
 *                       our estimate of the shares, which limits are checked against
 * @param extendedHours  may trade before the open and after the close; limit orders only
 * @param positionIntent opens or closes; needed for options only
 */
public record OrderInstructions(
        OrderClass orderClass,
        Optional<Money> notional,
        boolean extendedHours,
        Optional<PositionIntent> positionIntent) {

    /** Nothing beyond. */
    public static final OrderInstructions PLAIN =
            new OrderInstructions(
                    new OrderClass.Simple(), Optional.empty(), false, Optional.empty());

    /** The same in this group. */
    public OrderInstructions in(OrderClass group) {
        return new OrderInstructions(group, notional, extendedHours, positionIntent);
    }

    /** The same for this amount of dollars. */
    public OrderInstructions worth(Money amount) {
        return new OrderInstructions(
                orderClass, Optional.of(amount), extendedHours, positionIntent);
    }

    /** The same, before the open and after the close as well. */
    public OrderInstructions inExtendedHours() {
        return new OrderInstructions(orderClass, notional, true, positionIntent);
    }

    /** The same, said to open or close. */
    public OrderInstructions to(PositionIntent openOrClose) {
        return new OrderInstructions(orderClass, notional, extendedHours, Optional.of(openOrClose));
    }

    /** Nothing beyond. */
    public boolean isPlain() {
        return equals(PLAIN);
    }
}
