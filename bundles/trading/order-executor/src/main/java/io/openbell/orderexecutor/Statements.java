package io.openbell.orderexecutor;

import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderLegAdded;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.order.OrderId;
import io.openbell.kernel.order.GroupLegs;
import io.openbell.kernel.order.OrderLedger;
import io.openbell.kernel.order.StatedProgress;
import io.openbell.kernel.order.VenueReading;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the venue states of our orders, exits and legs included, and hands what it means to the journal. What cannot
 * be understood or cannot be makes the order unknown until a statement of the venue is clear again. On the loop only.
 */
final class Statements {

    private static final Logger LOG = LoggerFactory.getLogger(Statements.class);

    /** Groups are looked for among so many of the latest orders. */
    private static final int RECENT = 1_000;

    private final OrderLedger ledger;
    private final PendingEvents pending;
    private final Trouble trouble;
    private final OrderFlow.Decided decided;
    private final StatedProgress progress = new StatedProgress();

    /** Legs by parent, those on their way to the journal included. */
    private final Map<OrderId, Set<OrderId>> legs = new HashMap<>();

    private Consumer<BrokerOrder> listener = stated -> {};

    Statements(
            OrderLedger ledger, PendingEvents pending, Trouble trouble, OrderFlow.Decided decided) {
        this.ledger = ledger;
        this.pending = pending;
        this.trouble = trouble;
        this.decided = decided;
    }

    /** Hears of every order of ours that is stated, legs included. */
    void onStated(Consumer<BrokerOrder> hearer) {
        listener = hearer;
    }

    /** The order of ours that the venue speaks of, if it is one of ours. */
    Optional<Order> find(BrokerOrder there) {
        Optional<Order> byName = pending.order(there.clientId());
        return byName.isPresent() ? byName : byBrokerId(there.brokerId());
    }

    /** The order of ours that the venue calls so. */
    Optional<Order> byBrokerId(String name) {
        return ledger.byBrokerId(name).flatMap(order -> pending.order(order.id()));
    }

    /** Reads the order, and then every leg inside the statement. The worst of what was found. */
    VenueReading read(Order order, BrokerOrder there, List<BrokerFill> fills, Instant now) {
        VenueReading whole = readOne(order, there, fills, now);
        boolean fillsMissing = whole.fillsMissing();
        String contradiction = whole.contradiction();
        for (BrokerOrder leg : there.legs()) {
            Optional<Order> ours = find(leg).or(() -> adopt(order.id(), leg));
            if (ours.isPresent()) {
                VenueReading reading = readOne(ours.get(), leg, fills, now);
                fillsMissing |= reading.fillsMissing();
                contradiction = contradiction.isEmpty() ? reading.contradiction() : contradiction;
            }
        }
        return new VenueReading(whole.events(), fillsMissing, whole.doubt(), contradiction);
    }

    private Optional<Order> adopt(OrderId parentId, BrokerOrder leg) {
        Optional<Order> parent = pending.order(parentId);
        if (parent.isEmpty() || !GroupLegs.hasLegs(parent.get().intent())) {
            return Optional.empty();
        }
        OrderLegAdded event = GroupLegs.adopt(parent.get(), leg);
        decided.append(event);
        legs.computeIfAbsent(parentId, any -> new HashSet<>()).add(event.orderId());
        return pending.order(event.orderId());
    }

    private VenueReading readOne(
            Order order, BrokerOrder there, List<BrokerFill> fills, Instant now) {
        listener.accept(there);
        VenueReading reading =
                VenueReading.of(
                        order, there, fills, execution -> pending.isCounted(order.id(), execution));
        Optional<String> backwards = progress.contradiction(order.id(), there);
        if (reading.contradiction().isEmpty() && backwards.isPresent()) {
            reading = new VenueReading(List.of(), false, "", backwards.get());
        }
        for (OfOrder event : reading.events()) {
            decided.append(event);
        }
        if (!reading.contradiction().isEmpty()) {
            trouble.contradictions.incrementAndGet();
            LOG.error("order={} contradiction={}", order.id(), reading.contradiction());
        }
        String unclear =
                reading.contradiction().isEmpty() ? reading.doubt() : reading.contradiction();
        if (!unclear.isEmpty()) {
            decided.append(new OrderUnknown(order.id(), unclear, now));
        }
        return reading;
    }

    /** The venue has more orders of its group than we know. */
    boolean lacksLegs(OrderId id) {
        return pending.order(id).map(this::lacksLegs).orElse(false);
    }

    private boolean lacksLegs(Order order) {
        int wanted = GroupLegs.count(order.intent());
        if (wanted == 0 || order.brokerId().isEmpty() || order.links().replaces().isPresent()) {
            return false;
        }
        Set<OrderId> known = new HashSet<>(ledger.legs(order.id()));
        known.addAll(legs.getOrDefault(order.id(), Set.of()));
        return known.size() < wanted;
    }

    /** Orders at the head of groups that the venue has named, whose other orders it has not. */
    List<OrderId> lackingLegs() {
        return ledger.recent(RECENT).stream().filter(this::lacksLegs).map(Order::id).toList();
    }

    /** Forgets what was said of orders that are over. */
    void keep(Predicate<OrderId> wanted) {
        progress.keep(wanted);
        legs.keySet().removeIf(id -> !wanted.test(id));
    }
}
