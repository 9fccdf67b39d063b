package io.openbell.kernel.order;

import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent;

/** An event that cannot happen to an order in its state. The order stays as it was. */
public final class IllegalTransition extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IllegalTransition(Order order, OrderEvent event, String why) {
        super(
                String.format(
                        "order=%s status=%s event=%s: %s",
                        order.id(), order.status(), event.getClass().getSimpleName(), why));
    }

    IllegalTransition(OrderEvent.OfOrder event, String why) {
        super(
                String.format(
                        "order=%s event=%s: %s",
                        event.orderId(), event.getClass().getSimpleName(), why));
    }
}
