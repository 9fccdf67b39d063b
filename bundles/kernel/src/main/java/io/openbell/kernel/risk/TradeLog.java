package io.openbell.kernel.risk;

import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.PositionAdjusted.Effect;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Positions that came and went, told by the fills and by what else the venue booked. Rebuilt from the journal after a restart. */
final class TradeLog {

    /** Days begin at its midnight. */
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** Five trading days. */
    private static final int DAYS = 7;

    private static final Duration MEMORY = PaceLimits.ROUND_TRIP_WINDOW;

    private final Map<Symbol, Quantity> held = new HashMap<>();
    private final Map<Symbol, LocalDate> openedOn = new HashMap<>();
    private final Map<Symbol, Deque<Instant>> roundTrips = new HashMap<>();
    private final Deque<LocalDate> dayTrades = new ArrayDeque<>();

    /** What was there before we traded. */
    void adopted(AccountAdopted account) {
        account.positions().forEach(position -> held.put(position.symbol(), position.quantity()));
    }

    /** A fill, at the loop's time. */
    void filled(OrderFilled fill, Instant now) {
        Symbol symbol = fill.symbol();
        Quantity before = held.getOrDefault(symbol, Quantity.ZERO);
        Quantity after = before.plus(fill.side().signed(fill.quantity()));
        held.put(symbol, after);
        LocalDate today = LocalDate.ofInstant(now, NEW_YORK);
        if (ends(before, after)) {
            ended(symbol, now);
            if (today.equals(openedOn.remove(symbol))) {
                dayTraded(today);
            }
        }
        if (before.isZero() || turns(before, after)) {
            openedOn.put(symbol, today);
        }
    }

    /**
     * A change without an order, at the loop's time. What is booked as a trade may end a position, as a fee in coins does
     * with the last of them; but nobody traded that day. A split or a transfer ends none.
     */
    void adjusted(PositionAdjusted adjusted, Instant now) {
        Symbol symbol = adjusted.symbol();
        Quantity before = held.getOrDefault(symbol, Quantity.ZERO);
        Quantity after = before.plus(adjusted.change());
        held.put(symbol, after);
        if (ends(before, after)) {
            openedOn.remove(symbol);
            if (adjusted.effect() == Effect.TRADE) {
                ended(symbol, now);
            }
        }
    }

    /** The position goes on under another name, and so does what was made of it today. */
    void renamed(SymbolChanged changed) {
        Quantity shares = held.remove(changed.from());
        if (shares != null) {
            held.merge(changed.to(), shares, Quantity::plus);
        }
        LocalDate opened = openedOn.remove(changed.from());
        if (opened != null) {
            openedOn.put(changed.to(), opened);
        }
        Deque<Instant> trips = roundTrips.remove(changed.from());
        if (trips != null) {
            roundTrips.put(changed.to(), trips);
        }
    }

    private static boolean ends(Quantity before, Quantity after) {
        return !before.isZero() && (after.isZero() || turns(before, after));
    }

    private static boolean turns(Quantity before, Quantity after) {
        return Long.signum(before.raw()) * Long.signum(after.raw()) < 0;
    }

    private void ended(Symbol symbol, Instant now) {
        Deque<Instant> trips = roundTrips.computeIfAbsent(symbol, any -> new ArrayDeque<>());
        trips.addLast(now);
        while (trips.getFirst().isBefore(now.minus(MEMORY))) {
            trips.removeFirst();
        }
    }

    private void dayTraded(LocalDate today) {
        dayTrades.addLast(today);
        while (!dayTrades.getFirst().isAfter(today.minusDays(DAYS))) {
            dayTrades.removeFirst();
        }
    }

    int roundTripsSince(Symbol symbol, Instant since) {
        Deque<Instant> trips = roundTrips.get(symbol);
        return trips == null
                ? 0
                : (int) trips.stream().filter(trip -> !trip.isBefore(since)).count();
    }

    int dayTrades(Instant now) {
        LocalDate oldest = LocalDate.ofInstant(now, NEW_YORK).minusDays(DAYS);
        return (int) dayTrades.stream().filter(day -> day.isAfter(oldest)).count();
    }
}
