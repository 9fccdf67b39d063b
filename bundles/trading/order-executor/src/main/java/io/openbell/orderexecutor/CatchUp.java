package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.session.TradingClock;
import io.openbell.api.view.OrderBook;
import io.openbell.kernel.order.GroupLegs;
import io.openbell.orderexecutor.VenueNews.Compared;
import io.openbell.orderexecutor.VenueNews.FillsListed;
import io.openbell.orderexecutor.VenueNews.OrdersStated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares our orders with the venue's, and tells the loop what the venue said. The first time in a session it goes through
 * everything since a day before the last one ended; then through what is open, and through the latest fills, which show
 * whatever one lost message of the stream did not. Blocks; on the thread "order-reconciler" only.
 */
final class CatchUp {

    /** What a session before this one may have missed. */
    private static final Duration BEFORE_LAST_SESSION = Duration.ofHours(24);

    /** What a stream that broke may have kept to itself, and clocks may differ by. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final Broker broker;
    private final OrderBook book;
    private final OrderSearch search;
    private final MissingOrders missing;
    private final Predicate<OrderId> beingSent;
    private final Mailbox mailbox;
    private final TradingClock clock;
    private boolean wholeHistory;
    private @Nullable Instant fillsUntil;

    CatchUp(
            Broker broker,
            OrderBook book,
            OrderSearch search,
            MissingOrders missing,
            Predicate<OrderId> beingSent,
            Mailbox mailbox,
            TradingClock clock) {
        this.broker = broker;
        this.book = book;
        this.search = search;
        this.missing = missing;
        this.beingSent = beingSent;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    /**
     * Everything that may differ is stated to the loop, and then that it was compared.
     *
     * @param epoch of the connection
     * @param past  when a session before this one last journaled something; empty if there was none
     */
    void compareAll(long epoch, Optional<Instant> past) throws BrokerException {
        // Ours before theirs: what is sent in between is not missed there.
        List<Order> ours = book.open();
        Map<OrderId, BrokerOrder> theirs = new HashMap<>();
        broker.openOrders().forEach(order -> theirs.put(order.clientId(), order));
        List<BrokerOrder> stated = new ArrayList<>();
        Set<OrderId> absent = new LinkedHashSet<>();
        for (Order order : ours) {
            BrokerOrder listed = theirs.remove(order.id());
            if (listed != null && !GroupLegs.hasLegs(order.intent())) {
                missing.found(order.id());
                stated.add(listed);
            } else if (!beingSent.test(order.id())) {
                absent.add(order.id());
            }
        }
        if (!wholeHistory) {
            addHistory(past, stated, absent);
        }
        OrderSearch.Found found = search.find(absent);
        stated.addAll(found.stated());
        for (BrokerOrder head : stated) {
            // The list has the orders of a group beside each other.
            head.legs().forEach(leg -> theirs.remove(leg.clientId()));
        }
        List<ExternalOrder> external = external(theirs.values(), stated);
        tell(new OrderSearch.Found(stated, found.absent(), found.unasked()));
        askFills(past);
        wholeHistory = true;
        mailbox.tell(new Compared(epoch, external));
    }

    /** What the venue lists of the past, as far as it says something else than we know. */
    private void addHistory(Optional<Instant> past, List<BrokerOrder> stated, Set<OrderId> absent)
            throws BrokerException {
        if (past.isEmpty()) {
            return;
        }
        Map<OrderId, BrokerOrder> history =
                new OrderList(broker).since(past.get().minus(BEFORE_LAST_SESSION));
        for (BrokerOrder there : history.values()) {
            Optional<Order> ours = book.order(there.clientId());
            boolean asked = absent.remove(there.clientId());
            boolean differs =
                    ours.isPresent()
                            && !ours.get().status().isOpen()
                            && (there.isOpen() || there.filled().exceeds(ours.get().filled()));
            if (asked || differs) {
                missing.found(there.clientId());
                stated.add(there);
            }
        }
    }

    /** What we gave up and the venue lists as open is stated too; the others there are not ours. */
    private List<ExternalOrder> external(Collection<BrokerOrder> theirs, List<BrokerOrder> stated) {
        List<ExternalOrder> others = new ArrayList<>();
        for (BrokerOrder listed : theirs) {
            Optional<Order> known = book.order(listed.clientId());
            if (known.isEmpty()) {
                others.add(external(listed));
            } else if (!known.get().status().isOpen()) {
                stated.add(listed);
            }
        }
        others.sort(
                Comparator.comparing(ExternalOrder::submittedAt)
                        .thenComparing(ExternalOrder::brokerId));
        return others;
    }

    private static ExternalOrder external(BrokerOrder there) {
        return new ExternalOrder(
                there.brokerId(),
                there.clientId().value(),
                there.symbol(),
                there.side(),
                there.quantity(),
                there.filled(),
                there.details().limitPrice(),
                there.rawStatus(),
                there.submittedAt());
    }

    /** The latest fills, so that one the stream lost shows although its order may have ended. */
    private void askFills(Optional<Instant> past) throws BrokerException {
        Instant asked = clock.instant();
        Instant since = fillsUntil;
        if (since == null) {
            since = past.map(last -> last.minus(BEFORE_LAST_SESSION)).orElse(asked.minus(OVERLAP));
        }
        List<BrokerFill> fills = broker.fillsSince(since);
        fillsUntil = asked.minus(OVERLAP);
        if (!fills.isEmpty()) {
            mailbox.tell(new FillsListed(fills));
        }
    }

    /** Single orders that somebody wants to know about. */
    void lookUp(long now) throws BrokerException {
        List<OrderId> due = new ArrayList<>();
        for (OrderId id : missing.due(now)) {
            if (beingSent.test(id)) {
                missing.unanswered(id, now);
            } else {
                due.add(id);
            }
        }
        if (!due.isEmpty()) {
            tell(search.find(due));
        }
    }

    private void tell(OrderSearch.Found found) throws BrokerException {
        if (!found.stated().isEmpty()) {
            mailbox.tell(new OrdersStated(found.stated(), search.missedFills(found.stated())));
        }
        found.absent().forEach(mailbox::tell);
        found.unasked().forEach(mailbox::tell);
    }
}
