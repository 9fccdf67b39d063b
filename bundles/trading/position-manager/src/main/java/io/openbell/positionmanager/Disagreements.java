package io.openbell.positionmanager;

import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.position.PositionSnapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where our positions and the venue's differ, over successive comparisons. One that is seen twice in a row stands; a
 * single one may be a fill that is still on its way. Single-threaded.
 *
 * <p>Behind an open order, what the order explains is no difference, but no agreement either: what was found before stays,
 * until both hold the same once for a single difference, twice in a row for a standing one.
 */
final class Disagreements {

    private static final int STANDING_FROM = 2;

    private record Difference(String text, int times, int equals) {}

    private final TreeMap<Symbol, Difference> differences = new TreeMap<>();

    /** Compares all symbols. */
    void compare(
            PositionSnapshot before,
            PositionSnapshot after,
            PendingShares pending,
            Collection<BrokerPosition> venue) {
        compare(before, after, pending, venue, Set.of());
    }

    /**
     * Compares. A symbol that moved meanwhile is left as it was found before.
     *
     * @param before  our positions before the venue was asked
     * @param after   our positions after it answered
     * @param pending what our open orders may have changed at the venue
     * @param except  symbols that are not compared
     */
    void compare(
            PositionSnapshot before,
            PositionSnapshot after,
            PendingShares pending,
            Collection<BrokerPosition> venue,
            Set<Symbol> except) {
        Map<Symbol, Quantity> held = new HashMap<>();
        venue.forEach(position -> held.put(position.symbol(), position.quantity()));
        Set<Symbol> symbols = new TreeSet<>(held.keySet());
        after.positions().forEach(position -> symbols.add(position.symbol()));
        symbols.addAll(differences.keySet());
        symbols.removeAll(except);
        for (Symbol symbol : symbols) {
            Quantity ours = after.quantity(symbol);
            if (ours.equals(before.quantity(symbol))) {
                note(symbol, ours, held.getOrDefault(symbol, Quantity.ZERO), pending);
            }
        }
    }

    private void note(Symbol symbol, Quantity ours, Quantity venue, PendingShares pending) {
        Difference known = differences.get(symbol);
        if (!pending.explains(symbol, ours, venue)) {
            String text =
                    symbol
                            + " ours="
                            + ours
                            + " venue="
                            + venue
                            + " unexplained="
                            + pending.unexplained(symbol, ours, venue)
                            + pending.describe(symbol);
            int times = known == null ? 1 : known.times() + 1;
            differences.put(symbol, new Difference(text, times, 0));
        } else if (!pending.has(symbol)) {
            differences.remove(symbol);
        } else if (known != null) {
            noteExplained(symbol, known, ours.equals(venue));
        }
    }

    /** Both hold the same, and yet an order may have filled by just what they differed. */
    private void noteExplained(Symbol symbol, Difference known, boolean equal) {
        int equals = equal ? known.equals() + 1 : 0;
        if (equals >= Math.min(known.times(), STANDING_FROM)) {
            differences.remove(symbol);
        } else {
            differences.put(symbol, new Difference(known.text(), known.times(), equals));
        }
    }

    /** Nothing differs, not even what was seen only once. */
    boolean isEmpty() {
        return differences.isEmpty();
    }

    /** The differences that stand, for people: {@code KO ours=10 venue=12; ...}; empty if none does. */
    String standing() {
        return differences.values().stream()
                .filter(difference -> difference.times() >= STANDING_FROM)
                .map(Difference::text)
                .collect(Collectors.joining("; "));
    }
}
