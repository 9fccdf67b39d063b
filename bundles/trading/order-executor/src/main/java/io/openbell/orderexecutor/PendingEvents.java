package io.openbell.orderexecutor;

import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderId;
import io.openbell.kernel.order.IllegalTransition;
import io.openbell.kernel.order.OrderLedger;
import io.openbell.kernel.order.OrderLifecycle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Orders as they will be once every event that was handed to the journal has come back. What the venue says is compared
 * with this, so that the same news twice within one write to the disk is journaled once. On the loop only.
 */
final class PendingEvents {

    private record Ahead(Order order, int events) {}

    private record Execution(OrderId orderId, String executionId) {}

    private final OrderLedger ledger;
    private final Map<OrderId, Ahead> ahead = new HashMap<>();
    private final Set<Execution> executions = new HashSet<>();

    PendingEvents(OrderLedger ledger) {
        this.ledger = ledger;
    }

    /** The order with everything that was decided. */
    Optional<Order> order(OrderId id) {
        Ahead pending = ahead.get(id);
        return pending == null ? ledger.order(id) : Optional.of(pending.order());
    }

    /** The execution is in the filled quantity of {@link #order}. */
    boolean isCounted(OrderId id, String executionId) {
        return ledger.isCounted(id, executionId)
                || executions.contains(new Execution(id, executionId));
    }

    /** The event was handed to the journal, and makes the order this. */
    void appended(OfOrder event, Order after) {
        ahead.merge(
                event.orderId(),
                new Ahead(after, 1),
                (before, one) -> new Ahead(after, before.events() + 1));
        if (event instanceof OrderFilled fill) {
            executions.add(new Execution(fill.orderId(), fill.executionId()));
        }
    }

    /** The event came back, and the ledger has it. */
    void durable(OfOrder event) {
        Ahead pending = ahead.get(event.orderId());
        if (event instanceof OrderFilled fill) {
            executions.remove(new Execution(fill.orderId(), fill.executionId()));
        }
        if (pending == null || event instanceof OrderInitialized) {
            // An order begins in the book at once: its beginning is not among the events counted
            // here.
            return;
        }
        if (event instanceof OrderSubmitted) {
            // The sender appended it, so it is not among the events counted here.
            ahead.put(
                    event.orderId(), new Ahead(applied(pending.order(), event), pending.events()));
        } else if (pending.events() == 1) {
            ahead.remove(event.orderId());
        } else {
            ahead.put(event.orderId(), new Ahead(pending.order(), pending.events() - 1));
        }
    }

    private static Order applied(Order order, OfOrder event) {
        try {
            return OrderLifecycle.apply(order, event);
        } catch (IllegalTransition impossible) {
            return order;
        }
    }
}
