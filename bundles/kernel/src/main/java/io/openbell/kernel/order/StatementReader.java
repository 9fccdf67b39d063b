package io.openbell.kernel.order;

import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderExpired;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderLegAdded;
import io.openbell.api.order.OrderEvent.OrderProgressed;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderEvent.OrderReplaced;
import io.openbell.api.order.OrderEvent.OrderResized;
import io.openbell.api.order.OrderEvent.OrderRestated;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Collects the events that a statement of the venue means, and carries the order along with them. */
final class StatementReader {

    private final BrokerOrder venue;
    private final List<OfOrder> events = new ArrayList<>();
    private Order order;
    private String impossible = "";

    StatementReader(Order order, BrokerOrder venue) {
        this.order = order;
        this.venue = venue;
    }

    List<OfOrder> events() {
        return events;
    }

    /** What of the statement cannot have happened to the order, for people; empty when all is well. */
    String impossible() {
        return impossible;
    }

    /** As the events so far leave it. */
    Order order() {
        return order;
    }

    /** The venue has it; it works again; it does not wait any more. */
    void acceptance() {
        boolean first = order.brokerId().isEmpty();
        boolean works =
                venue.status() == BrokerOrder.Status.WORKING
                        || venue.status() == BrokerOrder.Status.PENDING_CANCEL;
        boolean again =
                works
                        && (order.status() == OrderStatus.UNKNOWN
                                || order.status() == OrderStatus.HELD);
        if (first || again) {
            add(
                    new OrderAccepted(
                            order.id(),
                            venue.brokerId(),
                            first ? venue.submittedAt() : venue.updatedAt()));
        }
        Optional<OrderLegAdded> held =
                order.links()
                        .parent()
                        .map(
                                parent ->
                                        new OrderLegAdded(
                                                order.id(),
                                                parent,
                                                venue.brokerId(),
                                                order.intent(),
                                                true,
                                                venue.updatedAt()));
        boolean waits = first || order.status() == OrderStatus.UNKNOWN;
        if (venue.status() == BrokerOrder.Status.HELD && waits && held.isPresent()) {
            add(held.get());
        }
    }

    /**
     * Exits shrink with what is left to leave; an amount of money may buy more shares than were estimated; what the venue
     * restated after a split is for more shares.
     */
    void size() {
        Restatement.of(order, venue)
                .ifPresent(
                        terms ->
                                add(
                                        new OrderRestated(
                                                order.id(),
                                                venue.quantity(),
                                                terms,
                                                venue.updatedAt())));
        boolean legShrank =
                order.links().parent().isPresent()
                        && order.status().isOpen()
                        && venue.quantity().isPositive()
                        && order.intent().quantity().exceeds(venue.quantity())
                        && !order.filled().exceeds(venue.quantity())
                        && !order.filled().equals(venue.quantity());
        if (legShrank) {
            add(new OrderResized(order.id(), venue.quantity(), venue.updatedAt()));
        }
    }

    /** Counts what is new. Returns what cannot be, for people; empty when all is well. */
    String fills(List<BrokerFill> fills, Predicate<String> counted) {
        if (Filling.isWhole(order)) {
            if (venue.filled().exceeds(order.filled())
                    && !venue.filled().exceeds(order.intent().quantity())) {
                add(
                        new OrderProgressed(
                                order.id(),
                                venue.filled(),
                                venue.averageFillPrice(),
                                venue.updatedAt()));
            }
            return "";
        }
        String contradiction = "";
        Set<String> taken = new HashSet<>();
        for (BrokerFill fill : inTime(fills)) {
            if (counted.test(fill.executionId()) || !taken.add(fill.executionId())) {
                continue;
            }
            Quantity filled = order.filled().plus(fill.quantity());
            if (fill.side() != order.intent().side()) {
                contradiction =
                        String.format(
                                "execution=%s is a %s, ours is a %s",
                                fill.executionId(), fill.side(), order.intent().side());
            } else if (filled.exceeds(order.intent().quantity()) && !Filling.isByAmount(order)) {
                contradiction =
                        String.format(
                                "execution=%s would fill %s of %s",
                                fill.executionId(), filled, order.intent().quantity());
            } else {
                add(fillOf(fill));
            }
        }
        return contradiction;
    }

    boolean hasFillsMissing() {
        return !Filling.isWhole(order) && venue.filled().exceeds(order.filled());
    }

    /** It has ended, unless it has long ended here. */
    void end() {
        boolean over =
                !order.status().isOpen()
                        && !(order.brokerId().isEmpty() && order.ownFilled().isZero());
        if (!over) {
            ending().ifPresent(this::add);
        }
    }

    private Optional<OfOrder> ending() {
        return switch (venue.status()) {
            case CANCELED -> Optional.of(new OrderCanceled(order.id(), venue.updatedAt()));
            case REPLACED ->
                    Optional.of(
                            order.links()
                                    .replacedBy()
                                    .<OfOrder>map(
                                            next ->
                                                    new OrderReplaced(
                                                            order.id(), next, venue.updatedAt()))
                                    .orElse(new OrderCanceled(order.id(), venue.updatedAt())));
            case EXPIRED -> Optional.of(new OrderExpired(order.id(), venue.updatedAt()));
            case REJECTED ->
                    order.ownFilled().isPositive()
                            ? Optional.of(new OrderCanceled(order.id(), venue.updatedAt()))
                            : Optional.of(
                                    new OrderRejected(
                                            order.id(),
                                            "venue status " + venue.rawStatus(),
                                            venue.updatedAt()));
            case FILLED -> found();
            case WORKING, HELD, PENDING_CANCEL, OTHER -> Optional.empty();
        };
    }

    /** What an amount of money, or an exit that shrank, turned out to be for. */
    private Optional<OfOrder> found() {
        boolean sizeIsTheVenues = Filling.isByAmount(order) || order.links().parent().isPresent();
        return sizeIsTheVenues && order.filled().isPositive()
                ? Optional.of(new OrderResized(order.id(), order.filled(), venue.updatedAt()))
                : Optional.empty();
    }

    private void add(OfOrder event) {
        try {
            Order after = OrderLifecycle.apply(order, event);
            if (after != order) {
                order = after;
                events.add(event);
            }
        } catch (IllegalTransition cannotBe) {
            impossible = String.valueOf(cannotBe.getMessage());
        }
    }

    private List<BrokerFill> inTime(List<BrokerFill> fills) {
        return fills.stream()
                .filter(fill -> fill.brokerId().equals(venue.brokerId()))
                .sorted(Comparator.comparing(BrokerFill::at))
                .toList();
    }

    private OrderFilled fillOf(BrokerFill fill) {
        return new OrderFilled(
                order.id(),
                fill.executionId(),
                order.intent().source(),
                order.intent().symbol(),
                fill.side(),
                fill.price(),
                fill.quantity(),
                Money.ZERO,
                fill.at());
    }
}
