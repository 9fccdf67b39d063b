package io.openbell.positionmanager;

import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.OrderBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Only knows which orders are open. */
final class StubOrderBook implements OrderBook {

    private final List<Order> open = new ArrayList<>();
    private Runnable onLook = () -> {};
    private String openedAfterNextLook = "";

    /** A buy order of so many shares that may fill. */
    void openOrder(String symbol, long shares, Instant at) {
        OrderIntent intent =
                new OrderIntent(
                        new IntentId("i-" + open.size()),
                        "cross",
                        Symbol.of(symbol),
                        Side.BUY,
                        Quantity.of(shares),
                        new OrderTerms.Market(),
                        TimeInForce.DAY,
                        "test",
                        at);
        open.add(
                new Order(
                        new OrderId("o-" + open.size()),
                        "",
                        intent,
                        OrderStatus.ACCEPTED,
                        Quantity.ZERO,
                        Price.ZERO,
                        "",
                        at,
                        at));
    }

    /** The next caller does not see this order of two shares yet, later ones do. */
    void openOrderAfterNextLook(String symbol) {
        openedAfterNextLook = symbol;
    }

    /** Done whenever open orders are asked for. */
    void onLook(Runnable action) {
        onLook = action;
    }

    void closeOrders() {
        open.clear();
    }

    @Override
    public List<Order> open() {
        onLook.run();
        List<Order> seen = List.copyOf(open);
        if (!openedAfterNextLook.isEmpty()) {
            openOrder(openedAfterNextLook, 2, Instant.EPOCH);
            openedAfterNextLook = "";
        }
        return seen;
    }

    @Override
    public List<Order> recent(int limit) {
        return open();
    }

    @Override
    public Optional<Order> order(OrderId id) {
        return Optional.empty();
    }

    @Override
    public Optional<Order> order(IntentId id) {
        return Optional.empty();
    }

    @Override
    public Optional<OrderDenied> denial(IntentId id) {
        return Optional.empty();
    }

    @Override
    public List<OrderDenied> recentDenials(int limit) {
        return List.of();
    }

    @Override
    public List<OrderFilled> recentFills(int limit) {
        return List.of();
    }
}
