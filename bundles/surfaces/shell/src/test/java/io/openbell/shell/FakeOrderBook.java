package io.openbell.shell;

import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.view.OrderBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders as the test puts them there. */
final class FakeOrderBook implements OrderBook {

    private final List<ExternalOrder> external = new ArrayList<>();

    private final Map<OrderId, Order> orders = new LinkedHashMap<>();
    private final List<OrderDenied> denials = new ArrayList<>();
    private final List<OrderFilled> fills = new ArrayList<>();

    void put(OrderId id, OrderIntent intent, OrderStatus status, String filled, String price) {
        orders.put(
                id,
                new Order(
                        id,
                        "broker-" + id,
                        intent,
                        status,
                        Quantity.parse(filled),
                        Price.parse(price),
                        status == OrderStatus.REJECTED ? "insufficient qty" : "",
                        intent.basis(),
                        intent.basis()));
    }

    void add(OrderDenied denial) {
        denials.add(denial);
    }

    void add(OrderFilled fill) {
        fills.add(fill);
    }

    @Override
    public List<Order> open() {
        return orders.values().stream().filter(order -> order.status().isOpen()).toList();
    }

    @Override
    public List<Order> recent(int limit) {
        return orders.values().stream().limit(limit).toList();
    }

    @Override
    public Optional<Order> order(OrderId id) {
        return Optional.ofNullable(orders.get(id));
    }

    @Override
    public Optional<Order> order(IntentId id) {
        return orders.values().stream().filter(order -> order.intent().id().equals(id)).findFirst();
    }

    @Override
    public Optional<OrderDenied> denial(IntentId id) {
        return denials.stream().filter(denial -> denial.intent().id().equals(id)).findFirst();
    }

    @Override
    public List<OrderDenied> recentDenials(int limit) {
        return denials.stream().limit(limit).toList();
    }

    @Override
    public List<OrderFilled> recentFills(int limit) {
        return fills.stream().limit(limit).toList();
    }

    /** Somebody else has this open. */
    void external(ExternalOrder order) {
        external.add(order);
    }

    @Override
    public List<ExternalOrder> external() {
        return List.copyOf(external);
    }
}
