package io.openbell.api.view;

import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrdersReconciled;
import java.util.List;
import java.util.Optional;

/** Our orders. Any thread sees a consistent snapshot; on the loop it is the present state. */
public interface OrderBook {

    /** Orders that may still fill, oldest first. */
    List<Order> open();

    /** The latest orders of any status, newest first. */
    List<Order> recent(int limit);

    /** By our name. */
    Optional<Order> order(OrderId id);

    /** By the wish it came from. */
    Optional<Order> order(IntentId id);

    /** The denial of a wish, if it was denied lately. */
    Optional<OrderDenied> denial(IntentId id);

    /** The latest denials, newest first. */
    List<OrderDenied> recentDenials(int limit);

    /** The latest fills, newest first. */
    List<OrderFilled> recentFills(int limit);

    /** Open orders of the account that are not ours, as of the latest comparison with the venue; by time. */
    default List<ExternalOrder> external() {
        return List.of();
    }

    /** The latest first agreement with the venue of a session; empty if there never was one. */
    default Optional<OrdersReconciled> lastReconciled() {
        return Optional.empty();
    }
}
