package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.OrderBook;
import io.openbell.orderexecutor.VenueNews.OrderMissing;
import io.openbell.orderexecutor.VenueNews.OrderUnlisted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Looks for orders of ours at the venue: a few by name, many by pages of the venue's list, so that the budget of requests
 * holds however many there are. Blocks while the venue answers; on the thread "order-reconciler" only.
 */
final class OrderSearch {

    /** Between the venue's stamps of an order and of its first fill. */
    private static final Duration STAMP_MARGIN = Duration.ofSeconds(5);

    /** Of many that are not listed, so many are asked for by name in one go; the others later. */
    private static final int NAMED_AT_ONCE = 20;

    private static final String NOT_YET = "venue does not know it (yet)";

    /**
     * What was found, what was not, and what is to be asked for by name another time.
     */
    record Found(
            List<BrokerOrder> stated, List<OrderMissing> absent, List<OrderUnlisted> unasked) {}

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

    /** Asks for each of them. That the venue does not have it is proven by name and by the list, never by one of them. */
    Found find(Collection<OrderId> ids) throws BrokerException {
        boolean many = ids.size() > OrderList.FEW;
        Map<OrderId, BrokerOrder> listed = many ? list(ids) : Map.of();
        Found found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<OrderId> suspects = new ArrayList<>();
        List<OrderId> unlisted = new ArrayList<>();
        for (OrderId id : ids) {
            Optional<BrokerOrder> there =
                    many ? Optional.ofNullable(listed.get(id)) : askByName(id);
            if (there.isPresent()) {
                found(there.get(), id, found);
            } else if (many && venueHad(id)) {
                unlisted.add(id);
            } else if (missing.absent(id, nanoTime.getAsLong())) {
                suspects.add(id);
            } else {
                found.absent().add(notYet(id));
            }
        }
        List<OrderId> proven = new ArrayList<>();
        int asked = nameUnlisted(unlisted, found, proven);
        askTheOtherWay(suspects, many, NAMED_AT_ONCE - asked, found, proven);
        if (!proven.isEmpty()) {
            Map<Symbol, Quantity> positions = positions();
            for (OrderId id : proven) {
                found.absent().add(new OrderMissing(id, proof(), true, positions));
            }
        }
        return found;
    }

    /**
     * The list may lag behind on an order that the venue had: it tells nothing before its name was asked for too. Returns how
     * many were asked for; the others wait for their turn.
     */
    private int nameUnlisted(List<OrderId> unlisted, Found found, List<OrderId> proven)
            throws BrokerException {
        List<OrderId> turns = missing.inTurn(unlisted);
        int asked = 0;
        for (OrderId id : turns) {
            if (asked == NAMED_AT_ONCE) {
                missing.later(id, nanoTime.getAsLong());
                found.unasked().add(new OrderUnlisted(id));
                continue;
            }
            asked++;
            Optional<BrokerOrder> there = askByName(id);
            if (there.isPresent()) {
                found(there.get(), id, found);
            } else if (missing.absent(id, nanoTime.getAsLong())) {
                missing.found(id);
                proven.add(id);
            } else {
                found.absent().add(notYet(id));
            }
        }
        return asked;
    }

    /** What was not named for long enough must not be listed either; what was not listed must have no name. */
    private void askTheOtherWay(
            List<OrderId> suspects, boolean listed, int most, Found found, List<OrderId> proven)
            throws BrokerException {
        Map<OrderId, BrokerOrder> list = listed || suspects.isEmpty() ? Map.of() : list(suspects);
        int asked = 0;
        for (OrderId id : suspects) {
            if (listed && ++asked > most) {
                found.absent().add(notYet(id));
                continue;
            }
            Optional<BrokerOrder> there =
                    listed ? askByName(id) : Optional.ofNullable(list.get(id));
            if (there.isPresent()) {
                found(there.get(), id, found);
            } else {
                missing.found(id);
                proven.add(id);
            }
        }
    }

    private static OrderMissing notYet(OrderId id) {
        return new OrderMissing(id, NOT_YET, false, Map.of());
    }

    private boolean venueHad(OrderId id) {
        return book.order(id).map(order -> !order.brokerId().isEmpty()).orElse(false);
    }

    /** Asked for once an order is proven to be missing: had it been filled, they would show it. */
    private Map<Symbol, Quantity> positions() throws BrokerException {
        Map<Symbol, Quantity> held = new HashMap<>();
        broker.positions().forEach(position -> held.put(position.symbol(), position.quantity()));
        return held;
    }

    private String proof() {
        return "venue does not know it, asked over "
                + believedAfter.toSeconds()
                + " s, by name and by its list";
    }

    private void found(BrokerOrder there, OrderId id, Found found) {
        missing.found(id);
        found.stated().add(there);
    }

    private Map<OrderId, BrokerOrder> list(Collection<OrderId> ids) throws BrokerException {
        List<Order> ours = ids.stream().flatMap(id -> book.order(id).stream()).toList();
        Instant since = ours.size() < ids.size() ? Instant.EPOCH : OrderList.since(ours);
        return new OrderList(broker).since(since);
    }

    private Optional<BrokerOrder> askByName(OrderId id) throws BrokerException {
        try {
            return broker.findOrder(id);
        } catch (BrokerException unanswered) {
            missing.unanswered(id, nanoTime.getAsLong());
            throw unanswered;
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
