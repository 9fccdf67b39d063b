package io.openbell.kernel.risk;

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

/** Positions that came and went, told by the fills. Rebuilt from the journal after a restart. */
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
        Quantity before = held.getOrDefault(fill.symbol(), Quantity.ZERO);
        Quantity after = before.plus(fill.side().signed(fill.quantity()));
        held.put(fill.symbol(), after);
        LocalDate today = LocalDate.ofInstant(now, NEW_YORK);
        boolean turned = Long.signum(before.raw()) * Long.signum(after.raw()) < 0;
        if (!before.isZero() && (after.isZero() || turned)) {
            ended(fill.symbol(), now, today);
        }
        if (before.isZero() || turned) {
            openedOn.put(fill.symbol(), today);
        }
    }

    private void ended(Symbol symbol, Instant now, LocalDate today) {
        Deque<Instant> trips = roundTrips.computeIfAbsent(symbol, any -> new ArrayDeque<>());
        trips.addLast(now);
        while (trips.getFirst().isBefore(now.minus(MEMORY))) {
            trips.removeFirst();
        }
        if (today.equals(openedOn.remove(symbol))) {
            dayTrades.addLast(today);
            while (!dayTrades.getFirst().isAfter(today.minusDays(DAYS))) {
                dayTrades.removeFirst();
            }
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
