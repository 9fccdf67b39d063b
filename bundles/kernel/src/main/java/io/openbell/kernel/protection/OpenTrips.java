package io.openbell.kernel.protection;

import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.position.PositionLedger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The trips that have not ended, by symbol and source. What the venue books on a whole position is shared out among its
 * holders as the {@link PositionLedger} does it.
 */
final class OpenTrips {

    private final Map<Symbol, TreeMap<String, Trip>> bySymbol = new HashMap<>();

    void clear() {
        bySymbol.clear();
    }

    Trip get(String source, Symbol symbol) {
        return of(symbol).getOrDefault(source, Trip.NONE);
    }

    /** Who holds some, by name. */
    List<String> holders(Symbol symbol) {
        return new ArrayList<>(of(symbol).keySet());
    }

    /** So many more or fewer, never beyond flat; the trip if this ended it. */
    Optional<Trip> change(
            String source, Symbol symbol, Quantity change, Money paid, Money commission) {
        Trip after = get(source, symbol).after(change, paid, commission);
        put(source, symbol, after);
        // What nobody paid for, such as a fee in coins that came after the last one was sold, is no
        // trip.
        return after.held().isZero() && after.cost().isPositive()
                ? Optional.of(after)
                : Optional.empty();
    }

    /** The owner takes so many away, or puts them back: that is no end of a trip. */
    void withdraw(String source, Symbol symbol, Quantity shares) {
        put(source, symbol, get(source, symbol).without(shares));
    }

    /** So many more or fewer in all, in the same proportion for everybody, and money instead of fractions. */
    void split(Symbol symbol, Quantity change, Money cash) {
        List<String> holders = holders(symbol);
        Quantity before = Quantity.ZERO;
        for (String source : holders) {
            before = before.plus(get(source, symbol).held());
        }
        if (before.isZero()) {
            // Nothing to be in proportion to.
            change(PositionLedger.EXTERNAL, symbol, change, Money.ZERO, Money.ZERO);
            return;
        }
        Quantity left = before.plus(change);
        Money unpaid = cash;
        for (Iterator<String> each = holders.iterator(); each.hasNext(); ) {
            String source = each.next();
            Trip trip = get(source, symbol);
            Quantity shares = each.hasNext() ? part(before.plus(change), trip, before) : left;
            Money share = each.hasNext() ? part(cash, trip, before) : unpaid;
            left = left.minus(shares);
            unpaid = unpaid.minus(share);
            put(source, symbol, trip.spread(shares, share));
        }
    }

    /** They go on under another name. */
    void rename(Symbol from, Symbol to) {
        Map<String, Trip> moved = of(from);
        bySymbol.remove(from);
        moved.forEach((source, trip) -> put(source, to, get(source, to).with(trip)));
    }

    private static Quantity part(Quantity all, Trip trip, Quantity before) {
        return new Quantity(FixedPoint.scaledDivide(trip.held().raw(), all.raw(), before.raw()));
    }

    private static Money part(Money all, Trip trip, Quantity before) {
        return new Money(FixedPoint.scaledDivide(all.raw(), trip.held().raw(), before.raw()));
    }

    private Map<String, Trip> of(Symbol symbol) {
        return bySymbol.getOrDefault(symbol, new TreeMap<>());
    }

    private void put(String source, Symbol symbol, Trip trip) {
        Map<String, Trip> trips = bySymbol.computeIfAbsent(symbol, any -> new TreeMap<>());
        if (trip.held().isZero()) {
            trips.remove(source);
        } else {
            trips.put(source, trip);
        }
    }
}
