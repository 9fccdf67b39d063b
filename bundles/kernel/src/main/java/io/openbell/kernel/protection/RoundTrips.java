package io.openbell.kernel.protection;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Round trips from fills, per source and symbol. */
final class RoundTrips {

    /** So many stop orders are remembered; older ones have filled or ended long ago. */
    private static final int STOPS = 10_000;

    private record Key(String source, Symbol symbol) {}

    /**
     * An open position.
     *
     * @param cost     of everything that was opened
     * @param cashFlow of every fill so far, commissions deducted
     */
    private record Trip(Quantity held, Money cost, Money cashFlow) {

        private static final Trip NONE = new Trip(Quantity.ZERO, Money.ZERO, Money.ZERO);
    }

    private final Map<Key, Trip> open = new HashMap<>();
    private final Set<OrderId> stops = new LinkedHashSet<>();

    /** Takes in one event; the round trip that it completes. */
    Optional<RoundTrip> onEvent(TradingEvent event) {
        if (event instanceof OrderInitialized initialized) {
            if (isStop(initialized.intent().terms())) {
                stops.add(initialized.orderId());
                if (stops.size() > STOPS) {
                    stops.remove(stops.iterator().next());
                }
            }
        } else if (event instanceof OrderFilled fill) {
            return onFill(fill);
        }
        return Optional.empty();
    }

    static boolean isStop(OrderTerms terms) {
        return terms instanceof OrderTerms.Stop
                || terms instanceof OrderTerms.StopLimit
                || terms instanceof OrderTerms.TrailingStop
                || terms instanceof OrderTerms.TrailingStopPercent;
    }

    private Optional<RoundTrip> onFill(OrderFilled fill) {
        Key key = new Key(fill.source(), fill.symbol());
        Trip trip = open.getOrDefault(key, Trip.NONE);
        Quantity change = fill.side() == Side.BUY ? fill.quantity() : fill.quantity().negated();
        Quantity after = trip.held().plus(change);
        boolean opens = trip.held().isZero() || trip.held().isPositive() == change.isPositive();
        if (opens) {
            Money added = worth(fill, fill.quantity());
            open.put(
                    key,
                    new Trip(
                            after, trip.cost().plus(added), trip.cashFlow().plus(fill.cashFlow())));
            return Optional.empty();
        }
        boolean closes = after.isZero() || after.isPositive() != trip.held().isPositive();
        if (!closes) {
            open.put(key, new Trip(after, trip.cost(), trip.cashFlow().plus(fill.cashFlow())));
            return Optional.empty();
        }
        // What goes beyond flat begins the next trip; the commission belongs to this one.
        Money beyond = worth(fill, after);
        Money cashFlow = trip.cashFlow().plus(fill.cashFlow()).plus(beyond);
        open.put(key, new Trip(after, beyond.abs(), beyond.negated()));
        return Optional.of(
                new RoundTrip(
                        fill.source(),
                        fill.symbol(),
                        trip.cost(),
                        cashFlow,
                        stops.contains(orderOf(fill)),
                        fill.at()));
    }

    /** Like the cash flow, without the commission. */
    private static Money worth(OrderFilled fill, Quantity quantity) {
        return fill.price().times(fill.symbol().multiplier()).times(quantity);
    }

    private static OrderId orderOf(OfOrder event) {
        return event.orderId();
    }
}
