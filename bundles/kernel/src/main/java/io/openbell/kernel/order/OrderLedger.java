package io.openbell.kernel.order;

import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderLegAdded;
import io.openbell.api.order.OrderId;
import io.openbell.api.view.OrderBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The book of our orders: every one that is open, and the latest that ended, with denials and fills. The same events give
 * the same book. One thread applies events; any thread may ask the questions of {@link OrderBook}.
 */
public final class OrderLedger implements OrderBook {

    private static final int DENIALS = 1_000;

    /** What other threads see: replaced as a whole, never changed. */
    private record View(
            List<Order> open,
            History<Order> orders,
            History<OrderDenied> denials,
            History<OrderFilled> fills) {}

    private final Map<OrderId, Order> byId = new ConcurrentHashMap<>();
    private final Map<IntentId, OrderId> byIntent = new ConcurrentHashMap<>();
    private final Map<OrderId, Long> places = new HashMap<>();
    private final Map<String, OrderId> byBrokerId = new HashMap<>();
    private final Map<OrderId, Set<String>> executions = new HashMap<>();
    private final Map<OrderId, List<OrderId>> legs = new HashMap<>();
    private final TreeMap<Long, Order> open = new TreeMap<>();
    private final int capacity;
    private volatile View view;

    /**
     * An empty book.
     *
     * @param capacity how many orders and fills are remembered at least; open orders are never forgotten
     */
    public OrderLedger(int capacity) {
        this.capacity = capacity;
        view =
                new View(
                        List.of(),
                        History.empty(capacity),
                        History.empty(DENIALS),
                        History.empty(capacity));
    }

    /** How many orders and fills are remembered at least. */
    public int capacity() {
        return capacity;
    }

    /**
     * Takes in an event.
     *
     * @return whether it said anything new; a fill whose execution was counted before does not
     * @throws IllegalTransition if it cannot happen; the book stays as it was
     */
    public boolean apply(OrderEvent event) {
        if (event instanceof OrderDenied denied) {
            publish(view.orders, view.denials.plus(denied), view.fills, false);
            return true;
        }
        if (event instanceof OrderInitialized initialized) {
            return begin(OrderLifecycle.begin(initialized), initialized);
        }
        OfOrder change = (OfOrder) event;
        Order before = byId.get(change.orderId());
        if (before == null && change instanceof OrderLegAdded leg) {
            legs.computeIfAbsent(leg.parent(), any -> new ArrayList<>()).add(leg.orderId());
            return begin(OrderLifecycle.begin(leg), leg);
        }
        if (before == null) {
            throw new IllegalTransition(change, "there is no such order");
        }
        if (change instanceof OrderFilled fill && isCounted(fill.orderId(), fill.executionId())) {
            return false;
        }
        Order after = OrderLifecycle.apply(before, change);
        if (after == before) {
            return false;
        }
        replace(before, after, change);
        return true;
    }

    /** By the venue's name. On the applying thread only. */
    public Optional<Order> byBrokerId(String brokerId) {
        OrderId id = byBrokerId.get(brokerId);
        return id == null ? Optional.empty() : order(id);
    }

    /** Exits and legs of that order, in the order in which the venue named them. On the applying thread only. */
    public List<OrderId> legs(OrderId parent) {
        return List.copyOf(legs.getOrDefault(parent, List.of()));
    }

    /** This execution of the order is in its filled quantity. On the applying thread only. */
    public boolean isCounted(OrderId id, String executionId) {
        return executions.getOrDefault(id, Set.of()).contains(executionId);
    }

    @Override
    public List<Order> open() {
        return view.open;
    }

    @Override
    public List<Order> recent(int limit) {
        return view.orders.newest(limit);
    }

    @Override
    public Optional<Order> order(OrderId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public Optional<Order> order(IntentId id) {
        OrderId order = byIntent.get(id);
        return order == null ? Optional.empty() : order(order);
    }

    @Override
    public Optional<OrderDenied> denial(IntentId id) {
        return view.denials.newest(denied -> denied.intent().id().equals(id));
    }

    @Override
    public List<OrderDenied> recentDenials(int limit) {
        return view.denials.newest(limit);
    }

    @Override
    public List<OrderFilled> recentFills(int limit) {
        return view.fills.newest(limit);
    }

    private boolean begin(Order order, OfOrder event) {
        Order known = byId.get(order.id());
        if (known != null) {
            if (!known.intent().equals(order.intent())) {
                throw new IllegalTransition(known, event, "the name is taken");
            }
            return false;
        }
        History<Order> before = view.orders;
        History<Order> orders = before.plus(order);
        for (long index = before.first(); index < orders.first(); index++) {
            forgetIfEnded(before.get(index).id());
        }
        byId.put(order.id(), order);
        byIntent.put(order.intent().id(), order.id());
        if (!order.brokerId().isEmpty()) {
            byBrokerId.put(order.brokerId(), order.id());
        }
        places.put(order.id(), before.end());
        open.put(before.end(), order);
        publish(orders, view.denials, view.fills, true);
        return true;
    }

    private void replace(Order before, Order after, OfOrder event) {
        long place = places.getOrDefault(after.id(), -1L);
        byId.put(after.id(), after);
        if (!after.brokerId().isEmpty()) {
            byBrokerId.put(after.brokerId(), after.id());
        }
        History<OrderFilled> fills = view.fills;
        if (event instanceof OrderFilled fill) {
            executions
                    .computeIfAbsent(fill.orderId(), any -> new HashSet<>())
                    .add(fill.executionId());
            fills = fills.plus(fill);
        }
        if (after.status().isOpen()) {
            open.put(place, after);
        } else {
            open.remove(place);
        }
        History<Order> orders = view.orders.with(place, after);
        if (place < orders.first()) {
            forgetIfEnded(after.id());
        }
        publish(orders, view.denials, fills, before.status().isOpen() || after.status().isOpen());
    }

    private void forgetIfEnded(OrderId id) {
        Order order = byId.get(id);
        if (order == null || order.status().isOpen()) {
            return;
        }
        byId.remove(id);
        byIntent.remove(order.intent().id(), id);
        byBrokerId.remove(order.brokerId());
        places.remove(id);
        executions.remove(id);
        legs.remove(id);
    }

    private void publish(
            History<Order> orders,
            History<OrderDenied> denials,
            History<OrderFilled> fills,
            boolean openChanged) {
        view =
                new View(
                        openChanged ? List.copyOf(open.values()) : view.open,
                        orders,
                        denials,
                        fills);
    }
}
