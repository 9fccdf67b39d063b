package io.openbell.kernel.order;

import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderExpired;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a venue's statement about one of our orders means: the events that bring our order to where the venue's is.
 *
 * <p>Statements may be old (a page asked before a fill arrived by the stream) or ahead (a fill that the stream lost). Old
 * ones change nothing. When the venue has filled more than the fills we know of, the end of the order is held back until
 * the missing fills are known, so that an order never ends with shares unaccounted for.
 *
 * @param events        to be journaled, in this order
 * @param fillsMissing  the venue has filled more than we know of: ask for its fills, and read again
 * @param contradiction what cannot be true, for people; empty when all is well. Then there may be fewer events
 */
public record VenueReading(List<OfOrder> events, boolean fillsMissing, String contradiction) {

    /** Keeps a copy. */
    public VenueReading {
        events = List.copyOf(events);
    }

    /**
     * Reads a statement.
     *
     * @param order   ours, with every event that was decided so far
     * @param venue   the order as the venue states it
     * @param fills   fills that came with the statement or were asked for; those of other orders are ignored
     * @param counted whether an execution is in {@code order.filled()} already
     */
    public static VenueReading of(
            Order order, BrokerOrder venue, List<BrokerFill> fills, Predicate<String> counted) {
        Optional<String> difference = difference(order, venue);
        if (difference.isPresent()) {
            return new VenueReading(List.of(), false, difference.get());
        }
        List<OfOrder> events = new ArrayList<>();
        if (order.brokerId().isEmpty()) {
            events.add(new OrderAccepted(order.id(), venue.brokerId(), venue.submittedAt()));
        }
        Quantity filled = order.filled();
        Set<String> taken = new HashSet<>();
        String contradiction = "";
        for (BrokerFill fill : inTime(fills, venue)) {
            if (counted.test(fill.executionId()) || !taken.add(fill.executionId())) {
                continue;
            }
            if (filled.plus(fill.quantity()).exceeds(order.intent().quantity())) {
                contradiction =
                        String.format(
                                "execution=%s would fill %s of %s",
                                fill.executionId(),
                                filled.plus(fill.quantity()),
                                order.intent().quantity());
                continue;
            }
            filled = filled.plus(fill.quantity());
            events.add(fillOf(order, fill));
        }
        boolean fillsMissing = venue.filled().exceeds(filled);
        if (!fillsMissing && filled.raw() < order.intent().quantity().raw()) {
            end(order, venue, filled).ifPresent(events::add);
        }
        return new VenueReading(events, fillsMissing, contradiction);
    }

    private static Optional<String> difference(Order order, BrokerOrder venue) {
        if (!order.brokerId().isEmpty() && !order.brokerId().equals(venue.brokerId())) {
            return Optional.of("venue's name is " + venue.brokerId() + ", was " + order.brokerId());
        }
        if (!order.intent().symbol().equals(venue.symbol())
                || order.intent().side() != venue.side()
                || !order.intent().quantity().equals(venue.quantity())) {
            return Optional.of(
                    String.format(
                            "venue has %s %s %s, ours is %s %s %s",
                            venue.side(),
                            venue.quantity(),
                            venue.symbol(),
                            order.intent().side(),
                            order.intent().quantity(),
                            order.intent().symbol()));
        }
        return Optional.empty();
    }

    private static List<BrokerFill> inTime(List<BrokerFill> fills, BrokerOrder venue) {
        return fills.stream()
                .filter(fill -> fill.brokerId().equals(venue.brokerId()))
                .sorted(Comparator.comparing(BrokerFill::at))
                .toList();
    }

    private static OrderFilled fillOf(Order order, BrokerFill fill) {
        return new OrderFilled(
                order.id(),
                fill.executionId(),
                order.intent().source(),
                fill.symbol(),
                fill.side(),
                fill.price(),
                fill.quantity(),
                Money.ZERO,
                fill.at());
    }

    private static Optional<OfOrder> end(Order order, BrokerOrder venue, Quantity filled) {
        boolean ended =
                !order.status().isOpen()
                        && !(order.brokerId().isEmpty() && order.filled().isZero());
        if (ended) {
            return Optional.empty();
        }
        return switch (venue.status()) {
            case CANCELED, REPLACED ->
                    Optional.of(new OrderCanceled(order.id(), venue.updatedAt()));
            case EXPIRED -> Optional.of(new OrderExpired(order.id(), venue.updatedAt()));
            case REJECTED ->
                    filled.isPositive()
                            ? Optional.of(new OrderCanceled(order.id(), venue.updatedAt()))
                            : Optional.of(
                                    new OrderRejected(
                                            order.id(),
                                            "venue status " + venue.rawStatus(),
                                            venue.updatedAt()));
            case WORKING, PENDING_CANCEL, FILLED, OTHER -> Optional.empty();
        };
    }
}
