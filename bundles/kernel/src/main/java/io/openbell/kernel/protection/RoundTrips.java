package io.openbell.kernel.protection;

import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.PositionAdjusted.Effect;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderLegAdded;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.position.PositionLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Round trips from fills and from what else the venue booked, per source and symbol. Who sells more than it holds sells
 * what was adopted, as long as there is some: no short begins by that.
 */
final class RoundTrips {

    /** So many stop orders are remembered; older ones have filled or ended long ago. */
    private static final int STOPS = 10_000;

    private final OpenTrips open = new OpenTrips();
    private final Set<OrderId> stops = new LinkedHashSet<>();

    /** Takes in one event, at the loop's time; the round trips that it completes. */
    List<RoundTrip> onEvent(Instant now, TradingEvent event) {
        if (event instanceof OrderInitialized initialized) {
            noteStop(initialized.orderId(), initialized.intent().terms());
        } else if (event instanceof OrderLegAdded leg) {
            noteStop(leg.orderId(), leg.intent().terms());
        } else if (event instanceof OrderFilled fill) {
            return onFill(fill);
        } else if (event instanceof PositionAdjusted adjusted) {
            return onAdjusted(adjusted, now);
        } else if (event instanceof SymbolChanged changed) {
            open.rename(changed.from(), changed.to());
        } else if (event instanceof AccountAdopted account) {
            adopt(account);
        }
        return List.of();
    }

    private void noteStop(OrderId order, OrderTerms terms) {
        if (isStop(terms)) {
            stops.add(order);
            if (stops.size() > STOPS) {
                stops.remove(stops.iterator().next());
            }
        }
    }

    static boolean isStop(OrderTerms terms) {
        return terms instanceof OrderTerms.Stop
                || terms instanceof OrderTerms.StopLimit
                || terms instanceof OrderTerms.TrailingStop
                || terms instanceof OrderTerms.TrailingStopPercent;
    }

    private void adopt(AccountAdopted account) {
        open.clear();
        for (BrokerPosition position : account.positions()) {
            Symbol symbol = position.symbol();
            Money paid = worth(symbol, position.averagePrice(), position.quantity());
            open.change(PositionLedger.EXTERNAL, symbol, position.quantity(), paid, Money.ZERO);
        }
    }

    private List<RoundTrip> onFill(OrderFilled fill) {
        List<RoundTrip> ended = new ArrayList<>();
        Quantity left = fill.side().signed(fill.quantity());
        // The commission belongs to the first trip of these.
        Money commission = fill.commission();
        for (String source : List.of(fill.source(), PositionLedger.EXTERNAL)) {
            Quantity part = closing(source, fill.symbol(), left);
            if (!part.isZero()) {
                move(source, fill, part, commission, ended);
                left = left.minus(part);
                commission = Money.ZERO;
            }
        }
        if (!left.isZero()) {
            move(fill.source(), fill, left, commission, ended);
        }
        return ended;
    }

    private void move(
            String source,
            OrderFilled fill,
            Quantity change,
            Money commission,
            List<RoundTrip> ended) {
        Symbol symbol = fill.symbol();
        open.change(source, symbol, change, worth(symbol, fill.price(), change), commission)
                .map(trip -> ended(source, symbol, trip, stops.contains(fill.orderId()), fill.at()))
                .ifPresent(ended::add);
    }

    private List<RoundTrip> onAdjusted(PositionAdjusted adjusted, Instant now) {
        Symbol symbol = adjusted.symbol();
        if (adjusted.effect() == Effect.SPLIT) {
            open.split(symbol, adjusted.change(), adjusted.cash());
            return List.of();
        }
        List<RoundTrip> ended = new ArrayList<>();
        Quantity left = adjusted.change();
        for (String source : open.holders(symbol)) {
            Quantity part = closing(source, symbol, left);
            if (part.isZero()) {
                continue;
            }
            if (adjusted.effect() == Effect.TRANSFER) {
                open.withdraw(source, symbol, part.negated());
            } else {
                open.change(source, symbol, part, paid(adjusted, part), Money.ZERO)
                        .map(trip -> ended(source, symbol, trip, false, now))
                        .ifPresent(ended::add);
            }
            left = left.minus(part);
        }
        if (!left.isZero()) {
            open.change(PositionLedger.EXTERNAL, symbol, left, paid(adjusted, left), Money.ZERO);
        }
        return ended;
    }

    /** How much of a change closes what that source holds. */
    private Quantity closing(String source, Symbol symbol, Quantity change) {
        Trip trip = open.get(source, symbol);
        if (change.isZero() || !trip.isOpposedTo(change)) {
            return Quantity.ZERO;
        }
        Quantity size = change.abs().min(trip.held().abs());
        return change.isNegative() ? size.negated() : size;
    }

    private static RoundTrip ended(
            String source, Symbol symbol, Trip trip, boolean byStop, Instant at) {
        return new RoundTrip(source, symbol, trip.cost(), trip.cashFlow(), byStop, at);
    }

    private static Money paid(PositionAdjusted adjusted, Quantity part) {
        Money whole =
                adjusted.effect() == Effect.TRANSFER ? adjusted.worth() : adjusted.cash().negated();
        return new Money(FixedPoint.scaledDivide(whole.raw(), part.raw(), adjusted.change().raw()));
    }

    private static Money worth(Symbol symbol, Price price, Quantity quantity) {
        return price.times(symbol.multiplier()).times(quantity);
    }
}
