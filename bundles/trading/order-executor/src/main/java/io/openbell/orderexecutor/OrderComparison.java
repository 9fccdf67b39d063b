package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.Comparison;
import io.openbell.api.broker.Comparison.Difference;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.view.OrderBook;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares open orders with the venue's because somebody asks. What differs is looked up by the reconciler and compared
 * again: a difference is what stays. Blocks; any thread but the loop's.
 */
final class OrderComparison {

    private static final int ROUNDS = 8;
    private static final long PAUSE_MILLIS = 500;

    private final Broker broker;
    private final OrderBook book;
    private final Predicate<OrderId> beingSent;
    private final OrderFlow.Questions questions;
    private final InstantSource clock;
    private final OrderFlow flow;

    OrderComparison(
            Broker broker,
            OrderBook book,
            Predicate<OrderId> beingSent,
            OrderFlow.Questions questions,
            InstantSource clock,
            OrderFlow flow) {
        this.broker = broker;
        this.book = book;
        this.beingSent = beingSent;
        this.questions = questions;
        this.clock = clock;
        this.flow = flow;
    }

    Comparison compareNow() throws BrokerException, InterruptedException {
        Comparison comparison = compareOnce();
        for (int round = 1; round < ROUNDS && !comparison.agrees(); round++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            comparison = compareOnce();
        }
        Reconciliation known = flow.reconciliation();
        if (comparison.agrees() && !known.reconciled()) {
            throw new BrokerException("orders are not reconciled: " + known.detail(), 0);
        }
        return comparison;
    }

    private Comparison compareOnce() throws BrokerException {
        Instant begun = clock.instant();
        // Ours before theirs: what is sent in between is not missed there.
        Map<OrderId, Order> ours = new HashMap<>();
        book.open().forEach(order -> ours.put(order.id(), order));
        Map<OrderId, BrokerOrder> theirs = new HashMap<>();
        broker.openOrders().forEach(order -> theirs.put(order.clientId(), order));
        TreeSet<String> names = new TreeSet<>();
        ours.keySet().forEach(id -> names.add(id.value()));
        theirs.keySet().forEach(id -> names.add(id.value()));
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            OrderId id = new OrderId(name);
            difference(id, ours.get(id), theirs.get(id))
                    .ifPresent(
                            difference -> {
                                differences.add(difference);
                                questions.askFor(id);
                            });
        }
        return new Comparison(Comparison.ORDERS, begun, names.size(), differences);
    }

    private Optional<Difference> difference(
            OrderId id, @Nullable Order ours, @Nullable BrokerOrder theirs) {
        if (ours != null && theirs == null) {
            return beingSent.test(id)
                    ? Optional.empty()
                    : Optional.of(new Difference(id.value(), state(ours), "not open", ""));
        }
        if (theirs == null) {
            return Optional.empty();
        }
        Order known = ours == null ? book.order(id).orElse(null) : ours;
        if (known == null) {
            // Somebody else's: counted by the reconciler, never touched.
            return Optional.empty();
        }
        if (known.status().isOpen() && known.filled().equals(theirs.filled())) {
            return Optional.empty();
        }
        return Optional.of(
                new Difference(
                        id.value(),
                        state(known),
                        theirs.rawStatus() + " filled " + theirs.filled(),
                        theirs.filled().minus(known.filled()).toString()));
    }

    private static String state(Order order) {
        return order.status() + " filled " + order.filled();
    }
}
