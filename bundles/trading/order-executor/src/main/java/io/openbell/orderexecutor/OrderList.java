package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.OrderQuery;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The venue's list of orders, open or not. Holds nothing; blocks while the venue answers. */
record OrderList(Broker broker) {

    /** Looking for more orders than that costs fewer requests by the list than by name. */
    static final int FEW = 5;

    /** Five hundred orders each; a venue that lists more, or repeats itself, is not believed. */
    static final int MOST_PAGES = 60;

    /** Between our stamp of an order and the venue's. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    /** From when on the list has all of these orders, if the venue has them. */
    static Instant since(Collection<Order> orders) {
        return orders.stream()
                .map(Order::createdAt)
                .min(Instant::compareTo)
                .map(oldest -> oldest.minus(CLOCKS))
                .orElse(Instant.EPOCH);
    }

    /**
     * Every order submitted since, by name, those of groups included.
     *
     * @throws BrokerException if the list has no end, or a page comes again
     */
    Map<OrderId, BrokerOrder> since(Instant since) throws BrokerException {
        OrderQuery query = OrderQuery.allAfter(since);
        Map<OrderId, BrokerOrder> listed = new HashMap<>();
        Set<String> resumed = new HashSet<>();
        String resume = "";
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<BrokerOrder> page = broker.orders(query, resume);
            for (BrokerOrder order : page.items()) {
                listed.put(order.clientId(), order);
                order.legs().forEach(leg -> listed.putIfAbsent(leg.clientId(), leg));
            }
            if (page.isLast()) {
                return listed;
            }
            resume = page.next();
            if (!resumed.add(resume)) {
                throw new BrokerException("list of orders: a page repeats for ever", 0);
            }
        }
        throw new BrokerException("list of orders: more than " + MOST_PAGES + " pages", 0);
    }
}
