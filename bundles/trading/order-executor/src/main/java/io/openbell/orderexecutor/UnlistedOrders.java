package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders that are open in our book and that the venue does not list as open. They are over when the venue says so, asked by
 * name; what it does not know may be in the market and not be shown yet. On the thread "order-emergency" only.
 */
final class UnlistedOrders {

    /**
     * What the venue says of them.
     *
     * @param open     are open there in spite of its list
     * @param doubtful it does not know them
     */
    record Answer(List<BrokerOrder> open, List<Order> doubtful) {}

    private final Broker broker;

    /** The venue said of them that they are over, which does not change any more. */
    private final Set<OrderId> over = new HashSet<>();

    UnlistedOrders(Broker broker) {
        this.broker = broker;
    }

    Answer ask(List<Order> unlisted) throws BrokerException {
        over.retainAll(unlisted.stream().map(Order::id).toList());
        List<Order> asked = unlisted.stream().filter(order -> !over.contains(order.id())).toList();
        Map<OrderId, BrokerOrder> stated =
                asked.size() > OrderList.FEW
                        ? new OrderList(broker).since(OrderList.since(asked))
                        : byName(asked);
        List<BrokerOrder> open = new ArrayList<>();
        List<Order> doubtful = new ArrayList<>();
        for (Order order : asked) {
            BrokerOrder there = stated.get(order.id());
            if (there == null) {
                doubtful.add(order);
            } else if (there.isOpen()) {
                open.add(there);
            } else {
                over.add(order.id());
            }
        }
        return new Answer(open, doubtful);
    }

    private Map<OrderId, BrokerOrder> byName(List<Order> orders) throws BrokerException {
        Map<OrderId, BrokerOrder> stated = new HashMap<>();
        for (Order order : orders) {
            broker.findOrder(order.id()).ifPresent(there -> stated.put(order.id(), there));
        }
        return stated;
    }
}
