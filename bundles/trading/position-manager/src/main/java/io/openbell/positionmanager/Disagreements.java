package io.openbell.positionmanager;

import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.position.PositionSnapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where our positions and the venue's differ, over successive comparisons. One that is seen twice in a row stands; a
 * single one may be a fill that is still on its way. Single-threaded.
 */
final class Disagreements {

    private static final int STANDING_FROM = 2;

    private record Difference(Quantity ours, Quantity venue, int times) {}

    private final TreeMap<Symbol, Difference> differences = new TreeMap<>();

    /**
     * Compares. A symbol that moved meanwhile, or has an order that may still fill, is left as it was found before.
     *
     * @param before our positions before the venue was asked
     * @param after  our positions after it answered
     * @param busy   symbols with orders that may fill, before or after
     */
    void compare(
            PositionSnapshot before,
            PositionSnapshot after,
            Set<Symbol> busy,
            Collection<BrokerPosition> venue) {
        Map<Symbol, Quantity> held = new HashMap<>();
        venue.forEach(position -> held.put(position.symbol(), position.quantity()));
        Set<Symbol> symbols = new TreeSet<>(held.keySet());
        after.positions().forEach(position -> symbols.add(position.symbol()));
        symbols.addAll(differences.keySet());
        for (Symbol symbol : symbols) {
            Quantity ours = after.quantity(symbol);
            boolean moving = busy.contains(symbol) || !ours.equals(before.quantity(symbol));
            if (!moving) {
                note(symbol, ours, held.getOrDefault(symbol, Quantity.ZERO));
            }
        }
    }

    private void note(Symbol symbol, Quantity ours, Quantity venue) {
        if (ours.equals(venue)) {
            differences.remove(symbol);
        } else {
            Difference known = differences.get(symbol);
            differences.put(
                    symbol, new Difference(ours, venue, known == null ? 1 : known.times() + 1));
        }
    }

    /** Nothing differs, not even what was seen only once. */
    boolean isEmpty() {
        return differences.isEmpty();
    }

    /** The differences that stand, for people: {@code KO ours=10 venue=12; ...}; empty if none does. */
    String standing() {
        List<String> lines =
                differences.entrySet().stream()
                        .filter(entry -> entry.getValue().times() >= STANDING_FROM)
                        .map(entry -> describe(entry.getKey(), entry.getValue()))
                        .toList();
        return lines.stream().collect(Collectors.joining("; "));
    }

    private static String describe(Symbol symbol, Difference difference) {
        return symbol + " ours=" + difference.ours() + " venue=" + difference.venue();
    }
}
