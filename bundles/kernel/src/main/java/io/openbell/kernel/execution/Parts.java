package io.openbell.kernel.execution;

import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.kernel.order.IllegalTransition;
import io.openbell.kernel.order.OrderLifecycle;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of one execution and what became of them. Counts a part from the moment it is wished for. An order that went
 * out, and of which the venue then knew nothing, is counted for ever: should it turn up after all, another one in its place
 * would be too much. One thread.
 */
final class Parts {

    private final Map<IntentId, OrderIntent> wished = new LinkedHashMap<>();
    private final Map<OrderId, Order> orders = new LinkedHashMap<>();
    private final Set<OrderId> sent = new HashSet<>();
    private final Set<String> executions = new HashSet<>();
    private Quantity filled = Quantity.ZERO;
    private Quantity doubtful = Quantity.ZERO;
    private BigDecimal cost = BigDecimal.ZERO;
    private int highestNumber;

    /** A part was wished for. */
    void wished(OrderIntent intent) {
        wished.put(intent.id(), intent);
        number(intent);
    }

    /** A part became an order. */
    void began(OrderInitialized event) {
        wished.remove(event.intent().id());
        number(event.intent());
        orders.putIfAbsent(event.orderId(), OrderLifecycle.begin(event));
    }

    /** A part was denied. */
    void denied(OrderDenied event) {
        wished.remove(event.intent().id());
        number(event.intent());
    }

    /** Something happened to a part; the order before and after it, or empty if it says nothing new. */
    Optional<Change> changed(OfOrder event) {
        Order before = orders.get(event.orderId());
        if (before == null
                || event instanceof OrderFilled fill && !executions.add(fill.executionId())) {
            return Optional.empty();
        }
        if (event instanceof OrderSubmitted) {
            sent.add(event.orderId());
        }
        Order after;
        try {
            after = OrderLifecycle.apply(before, event);
        } catch (IllegalTransition impossible) {
            return Optional.empty();
        }
        orders.put(after.id(), after);
        doubtful = doubtful.minus(doubtIn(before)).plus(doubtIn(after));
        if (event instanceof OrderFilled fill) {
            filled = filled.plus(fill.quantity());
            cost = cost.add(fill.price().toBigDecimal().multiply(fill.quantity().toBigDecimal()));
        }
        return after == before ? Optional.empty() : Optional.of(new Change(before, after));
    }

    /** One step of an order. */
    record Change(Order before, Order after) {}

    private Quantity doubtIn(Order order) {
        return order.status() == OrderStatus.NOT_RECEIVED && sent.contains(order.id())
                ? order.intent().quantity().minus(order.filled())
                : Quantity.ZERO;
    }

    boolean contains(OrderId id) {
        return orders.containsKey(id);
    }

    Quantity filled() {
        return filled;
    }

    /** What of the parts may still fill, wishes included. */
    Quantity open() {
        Quantity sum = doubtful;
        for (OrderIntent intent : wished.values()) {
            sum = sum.plus(intent.quantity());
        }
        for (Order order : orders.values()) {
            sum = sum.plus(order.remaining());
        }
        return sum;
    }

    /** Parts that are open orders. */
    List<Order> openOrders() {
        List<Order> open = new ArrayList<>();
        for (Order order : orders.values()) {
            if (order.status().isOpen()) {
                open.add(order);
            }
        }
        return open;
    }

    /** Neither an order nor a wish is open. */
    boolean isQuiet() {
        return wished.isEmpty() && openOrders().isEmpty();
    }

    boolean isAnyUnknown() {
        return orders.values().stream().anyMatch(order -> order.status() == OrderStatus.UNKNOWN);
    }

    boolean isAnyExpired() {
        return orders.values().stream().anyMatch(order -> order.status() == OrderStatus.EXPIRED);
    }

    Price averageFillPrice() {
        return filled.isZero()
                ? Price.ZERO
                : Price.of(cost.divide(filled.toBigDecimal(), 9, RoundingMode.HALF_EVEN));
    }

    int orderCount() {
        return orders.size();
    }

    /** A number no part ever had. */
    int nextNumber() {
        return highestNumber + 1;
    }

    private void number(OrderIntent intent) {
        String name = intent.id().value();
        String digits = name.substring(name.lastIndexOf('.') + 1);
        if (digits.matches("[0-9]{1,9}")) {
            highestNumber = Math.max(highestNumber, Integer.parseInt(digits));
        }
    }
}
