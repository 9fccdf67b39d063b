package io.openbell.positionmanager;

import io.openbell.api.broker.AccountActivity;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.position.PositionSnapshot;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the venue has booked of splits and new names by half: what is held of these stocks is not known. The half of a new
 * name does not say the other name; that is whichever differs by just these shares. Immutable.
 */
record HalfBooked(Set<Symbol> symbols, List<Quantity> elsewhere) {

    static final HalfBooked NOTHING = new HalfBooked(Set.of(), List.of());

    /** Keeps copies. */
    HalfBooked {
        symbols = Set.copyOf(symbols);
        elsewhere = List.copyOf(elsewhere);
    }

    /** Of what waits for its other half. */
    static HalfBooked of(Collection<AccountActivity> waiting) {
        return new HalfBooked(
                new HashSet<>(waiting.stream().flatMap(each -> each.symbol().stream()).toList()),
                waiting.stream()
                        .filter(each -> each.type().equals("NC"))
                        .flatMap(each -> each.quantity().stream())
                        .map(Quantity::negated)
                        .toList());
    }

    /** The same, and the other names, as ours and the venue's positions tell them. */
    HalfBooked with(PositionSnapshot ours, Collection<BrokerPosition> venue) {
        if (elsewhere.isEmpty()) {
            return this;
        }
        Set<Symbol> all = new HashSet<>(symbols);
        Set<Symbol> there = new HashSet<>();
        for (BrokerPosition position : venue) {
            there.add(position.symbol());
            Quantity held = ours.quantity(position.symbol());
            if (elsewhere.contains(position.quantity().minus(held))) {
                all.add(position.symbol());
            }
        }
        ours.positions().stream()
                .filter(position -> !there.contains(position.symbol()))
                .filter(position -> elsewhere.contains(position.quantity().negated()))
                .forEach(position -> all.add(position.symbol()));
        return new HalfBooked(all, elsewhere);
    }

    boolean isEmpty() {
        return symbols.isEmpty();
    }
}
