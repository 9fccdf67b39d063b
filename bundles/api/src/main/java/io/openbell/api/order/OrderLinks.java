package io.openbell.api.order;

import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.util.Optional;

/**
 * The other orders that one order belongs to. Most belong to none: {@link #NONE}.
 *
 * @param parent           the order whose exit or leg this is
 * @param replaces         the order whose place it takes, or is to take
 * @param replacedBy       the order that takes its place, or is to take it
 * @param replacedQuantity what the order it replaces wished for; zero when it replaces none
 * @param carried          shares that the orders it replaces had filled; they count in its own filled quantity
 * @param carriedPrice     the average price of those; zero without any
 */
public record OrderLinks(
        Optional<OrderId> parent,
        Optional<OrderId> replaces,
        Optional<OrderId> replacedBy,
        Quantity replacedQuantity,
        Quantity carried,
        Price carriedPrice) {

    /** Stands alone. */
    public static final OrderLinks NONE =
            new OrderLinks(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Quantity.ZERO,
                    Quantity.ZERO,
                    Price.ZERO);

    /** An exit or a leg of that order. */
    public static OrderLinks under(OrderId parent) {
        return new OrderLinks(
                Optional.of(parent),
                Optional.empty(),
                Optional.empty(),
                Quantity.ZERO,
                Quantity.ZERO,
                Price.ZERO);
    }

    /** The same, to be replaced by that order, or by none. */
    public OrderLinks replacedBy(Optional<OrderId> next) {
        return new OrderLinks(parent, replaces, next, replacedQuantity, carried, carriedPrice);
    }

    /** The same with these fills of the orders it replaces. */
    public OrderLinks carrying(Quantity quantity, Price averagePrice) {
        return new OrderLinks(
                parent, replaces, replacedBy, replacedQuantity, quantity, averagePrice);
    }
}
