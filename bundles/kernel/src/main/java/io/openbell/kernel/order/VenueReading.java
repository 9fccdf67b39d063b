package io.openbell.kernel.order;

import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.util.List;
import java.util.Optional;
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
 * @param doubt         what we do not understand of its state, for people; empty when all is well
 * @param contradiction what cannot be true, for people; empty when all is well. Then there may be fewer events
 */
public record VenueReading(
        List<OfOrder> events, boolean fillsMissing, String doubt, String contradiction) {

    /** The venue rounds averages; what differs by more than a thousandth is another price. */
    private static final double AVERAGE_TOLERANCE = 0.001;

    /** Keeps a copy. */
    public VenueReading {
        events = List.copyOf(events);
    }

    /**
     * Reads a statement. The legs inside it are orders of their own, and read for themselves.
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
            return new VenueReading(List.of(), false, "", difference.get());
        }
        StatementReader reader = new StatementReader(order, venue);
        reader.acceptance();
        reader.size();
        String contradiction = reader.fills(fills, counted);
        boolean fillsMissing = reader.hasFillsMissing();
        if (contradiction.isEmpty()) {
            contradiction = impossibleFigures(reader.order(), venue, fillsMissing);
        }
        if (!fillsMissing && contradiction.isEmpty()) {
            reader.end();
        }
        if (contradiction.isEmpty()) {
            contradiction = reader.impossible();
        }
        String doubt =
                venue.status() == BrokerOrder.Status.OTHER
                        ? "venue status '" + venue.rawStatus() + "' is not known"
                        : "";
        return new VenueReading(reader.events(), fillsMissing, doubt, contradiction);
    }

    private static Optional<String> difference(Order order, BrokerOrder venue) {
        if (!order.brokerId().isEmpty() && !order.brokerId().equals(venue.brokerId())) {
            return Optional.of("venue's name is " + venue.brokerId() + ", was " + order.brokerId());
        }
        boolean sizeIsTheVenues =
                Filling.isByAmount(order)
                        || order.links().parent().isPresent()
                        || Restatement.of(order, venue).isPresent();
        if (!order.intent().symbol().equals(venue.symbol())
                || order.intent().side() != venue.side()
                || (!sizeIsTheVenues && !order.intent().quantity().equals(venue.quantity()))) {
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

    private static String impossibleFigures(Order order, BrokerOrder venue, boolean fillsMissing) {
        Quantity wished = order.intent().quantity();
        if (venue.filled().exceeds(wished) && !Filling.isByAmount(order)) {
            return "venue filled " + venue.filled() + " of " + wished;
        }
        boolean sameFills = !fillsMissing && venue.filled().equals(order.filled());
        if (sameFills
                && venue.filled().isPositive()
                && !Filling.isWhole(order)
                && isAnotherPrice(order.averageFillPrice(), venue.averageFillPrice())) {
            return String.format(
                    "venue filled %s at %s on average, its fills say %s",
                    venue.filled(), venue.averageFillPrice(), order.averageFillPrice());
        }
        return "";
    }

    private static boolean isAnotherPrice(Price ours, Price venues) {
        return venues.isPositive()
                && Math.abs(ours.toDouble() - venues.toDouble())
                        > AVERAGE_TOLERANCE * Math.abs(ours.toDouble());
    }
}
