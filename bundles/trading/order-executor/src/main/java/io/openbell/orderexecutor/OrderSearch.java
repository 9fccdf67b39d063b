package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.OrderQuery;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Page;
import io.openbell.api.view.OrderBook;
import io.openbell.orderexecutor.VenueNews.OrderMissing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Looks for orders of ours at the venue: a few by name, many by pages of the venue's list, so that the budget of requests
 * holds however many there are. Blocks while the venue answers; on the thread "order-reconciler" only.
 */
final class OrderSearch {

    /** More than that are looked for in the venue's list. */
    static final int FEW = 5;

    /** Five hundred orders each; a venue that lists more, or repeats itself, is not believed. */
    static final int MOST_PAGES = 60;

    /** Between our stamp of an order and the venue's. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    /** Between the venue's stamps of an order and of its first fill. */
    private static final Duration STAMP_MARGIN = Duration.ofSeconds(5);

    /** What was found, and what was not. */
    record Found(List<BrokerOrder> stated, List<OrderMissing> absent) {}

    private final Broker broker;
    private final OrderBook book;
    private final MissingOrders missing;
    private final Duration believedAfter;
    private final LongSupplier nanoTime;

    OrderSearch(
            Broker broker,
            OrderBook book,
            MissingOrders missing,
            Duration believedAfter,
            LongSupplier nanoTime) {
        this.broker = broker;
        this.book = book;
        this.missing = missing;
        this.believedAfter = believedAfter;
        this.nanoTime = nanoTime;
    }

    /** Asks for each of them. */
    Found find(Collection<OrderId> ids) throws BrokerException {
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        Map<OrderId, BrokerOrder> listed = ids.size() > FEW ? list(since(ids)) : Map.of();
        for (OrderId id : ids) {
            BrokerOrder there = listed.get(id);
            if (there != null) {
                missing.found(id);
                found.stated().add(there);
            } else if (ids.size() > FEW) {
                absent(id, found);
            } else {
                ask(id, found);
            }
        }
        return found;
    }

    private Instant since(Collection<OrderId> ids) {
        Instant oldest = Instant.MAX;
        for (OrderId id : ids) {
            Optional<Order> order = book.order(id);
            Instant created = order.map(Order::createdAt).orElse(Instant.EPOCH);
            oldest = created.isBefore(oldest) ? created : oldest;
        }
        return oldest.equals(Instant.EPOCH) ? oldest : oldest.minus(CLOCKS);
    }

    /**
     * Every order submitted since, by name, those of groups included.
     *
     * @throws BrokerException if the list has no end, or a page comes again
     */
    Map<OrderId, BrokerOrder> list(Instant since) throws BrokerException {
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

    private void ask(OrderId id, Found found) throws BrokerException {
        Optional<BrokerOrder> there;
        try {
            there = broker.findOrder(id);
        } catch (BrokerException unanswered) {
            missing.unanswered(id, nanoTime.getAsLong());
            throw unanswered;
        }
        if (there.isPresent()) {
            missing.found(id);
            found.stated().add(there.get());
        } else {
            absent(id, found);
        }
    }

    private void absent(OrderId id, Found found) {
        boolean proven = missing.absent(id, nanoTime.getAsLong());
        found.absent()
                .add(
                        new OrderMissing(
                                id,
                                proven
                                        ? "venue does not know it, asked over "
                                                + believedAfter.toSeconds()
                                                + " s"
                                        : "venue does not know it (yet)",
                                proven));
        if (proven) {
            missing.found(id);
        }
    }

    /** All fills since the oldest order that has more than we know; none if there is no such order. */
    List<BrokerFill> missedFills(List<BrokerOrder> stated) throws BrokerException {
        Instant since = null;
        List<BrokerOrder> all = new ArrayList<>(stated);
        stated.forEach(head -> all.addAll(head.legs()));
        for (BrokerOrder there : all) {
            boolean ofGroup = !there.details().orderClass().equals("simple");
            boolean behind =
                    book.order(there.clientId())
                            .map(order -> there.filled().exceeds(order.filled()))
                            .orElse(ofGroup && there.filled().isPositive());
            if (behind && (since == null || there.submittedAt().isBefore(since))) {
                since = there.submittedAt();
            }
        }
        return since == null ? List.of() : broker.fillsSince(since.minus(STAMP_MARGIN));
    }
}
