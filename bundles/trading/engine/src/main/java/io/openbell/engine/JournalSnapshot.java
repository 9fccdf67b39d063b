package io.openbell.engine;

import io.openbell.api.order.Order;
import io.openbell.api.value.Money;
import io.openbell.api.view.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a journal had come to at one of its records, written down then. A later start derives the same again from the same
 * records, or says what it reads otherwise.
 *
 * @param sequence number of that record
 * @param at       when this was written, UTC
 * @param sha256   of the whole derived state, in hexadecimal ({@link DerivedBooks})
 * @param halted   trading was halted
 * @param orders   open ones
 * @param held     positions that are not empty; in all, and by source
 * @param cash     as the journal has it
 */
record JournalSnapshot(
        long sequence,
        Instant at,
        String sha256,
        boolean halted,
        List<OpenOrder> orders,
        List<Held> held,
        Money cash) {

    private static final int MOST_NAMED = 5;

    /** A copy that nobody can change. */
    JournalSnapshot {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence must be at least 1, was " + sequence);
        }
        orders = List.copyOf(orders);
        held = List.copyOf(held);
    }

    /** An order as people know it. */
    record OpenOrder(
            String id, String symbol, String side, String quantity, String filled, String status) {

        static OpenOrder of(Order order) {
            return new OpenOrder(
                    order.id().value(),
                    order.intent().symbol().toString(),
                    order.intent().side().name(),
                    order.intent().quantity().toString(),
                    order.filled().toString(),
                    order.status().name());
        }

        private String words() {
            return status + " " + side + " " + quantity + " " + symbol + " filled " + filled;
        }
    }

    /**
     * A position.
     *
     * @param source   empty for all of them together
     * @param quantity negative when short
     */
    record Held(
            String source, String symbol, String quantity, String averagePrice, String realized) {

        static Held of(String source, Position position) {
            return new Held(
                    source,
                    position.symbol().toString(),
                    position.quantity().toString(),
                    position.averagePrice().toString(),
                    position.realized().toString());
        }

        private String name() {
            return symbol + (source.isEmpty() ? "" : " of " + source);
        }

        private String words() {
            return quantity + " at " + averagePrice + ", realized " + realized;
        }
    }

    /** Derived from records that say the same, by a program that reads them the same. */
    boolean isSameAs(JournalSnapshot other) {
        return sequence == other.sequence && sha256.equals(other.sha256);
    }

    /**
     * In words, what the other one says otherwise; a few of it.
     *
     * @param now derived from the same records, today
     */
    String difference(JournalSnapshot now) {
        List<String> found = new ArrayList<>();
        compare("order ", ordersByName(), now.ordersByName(), found);
        compare("", heldByName(), now.heldByName(), found);
        compare("", figures(), now.figures(), found);
        if (found.isEmpty()) {
            return "what is open and held is the same, what has ended is not";
        }
        int more = found.size() - MOST_NAMED;
        return String.join("; ", found.subList(0, Math.min(MOST_NAMED, found.size())))
                + (more > 0 ? "; and " + more + " more" : "");
    }

    private static void compare(
            String what, Map<String, String> then, Map<String, String> now, List<String> found) {
        TreeSet<String> names = new TreeSet<>(then.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            String before = then.getOrDefault(name, "none");
            String after = now.getOrDefault(name, "none");
            if (!before.equals(after)) {
                found.add(what + name + ": " + before + " then, " + after + " now");
            }
        }
    }

    private Map<String, String> ordersByName() {
        Map<String, String> named = new LinkedHashMap<>();
        orders.forEach(order -> named.put(order.id(), order.words()));
        return named;
    }

    private Map<String, String> heldByName() {
        Map<String, String> named = new LinkedHashMap<>();
        held.forEach(each -> named.put(each.name(), each.words()));
        return named;
    }

    private Map<String, String> figures() {
        return Map.of("cash", cash.toString(), "halted", String.valueOf(halted));
    }
}
