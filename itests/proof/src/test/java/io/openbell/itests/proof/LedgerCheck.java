package io.openbell.itests.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.api.order.OrderIntent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the exchange's ledger and says which orders there break a rule, by the row of the table of checks: written from the
 * rules, with plain decimals, from nothing but what the exchange did. Where a rule depends on a price of the moment or on
 * the moment of the decision, it takes the bound that no honest gate can miss.
 */
final class LedgerCheck {

    /**
     * The rules.
     *
     * @param refused      symbols that may not be traded
     * @param maxNotional  dollars of an order
     * @param maxQuantity  shares of an order
     * @param maxPosition  dollars committed in a symbol
     * @param maxGross     dollars committed in all
     * @param collar       of the market's prices, as a fraction
     * @param perSymbol    orders of a symbol in a minute
     * @param perMinute    orders in a minute
     * @param maxOpen      orders at the same time
     * @param sources      who may trade
     */
    record Rules(
            Set<String> refused,
            BigDecimal maxNotional,
            BigDecimal maxQuantity,
            BigDecimal maxPosition,
            BigDecimal maxGross,
            BigDecimal collar,
            int perSymbol,
            int perMinute,
            int maxOpen,
            Set<String> sources) {}

    /** What the proof knows and the exchange does not. */
    interface Knowledge {

        /** The wish behind an order; null if there is none. */
        @Nullable OrderIntent wish(String clientId);

        /** The lowest price of the symbol so far. */
        BigDecimal lowest(String symbol);

        /** The highest price of the symbol so far. */
        BigDecimal highest(String symbol);
    }

    private static final class Open {
        private final String symbol;
        private final boolean buy;
        private final BigDecimal limit;
        private BigDecimal rest;

        Open(String symbol, boolean buy, BigDecimal limit, BigDecimal rest) {
            this.symbol = symbol;
            this.buy = buy;
            this.limit = limit;
            this.rest = rest;
        }
    }

    /** An order may wait for ten seconds after it was decided. */
    private static final Duration MINUTE = Duration.ofSeconds(50);

    /** The gate refuses the same again for ten seconds. */
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final Rules rules;
    private final Knowledge knowledge;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final Map<String, BigDecimal> held = new HashMap<>();
    private final Map<String, Deque<Instant>> lately = new HashMap<>();
    private final Map<String, Instant> seen = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> wishes = new HashSet<>();
    private final TreeMap<Integer, Integer> broken = new TreeMap<>();
    private String firstBroken = "";
    private int orders;
    private int increasing;
    private int rejected;

    LedgerCheck(Rules rules, Knowledge knowledge) {
        this.rules = rules;
        this.knowledge = knowledge;
    }

    /** Orders that broke a rule, by row. */
    Map<Integer, Integer> broken() {
        return broken;
    }

    /** The first of them, for people. */
    String firstBroken() {
        return firstBroken;
    }

    /** The client's names of all orders that were accepted. */
    Set<String> names() {
        return names;
    }

    /** Orders that were accepted. */
    int orders() {
        return orders;
    }

    /** Those of them that did not only make a position smaller. */
    int increasing() {
        return increasing;
    }

    /** Orders that the exchange itself refused. */
    int rejected() {
        return rejected;
    }

    /** The next line. */
    void read(JsonNode entry) {
        switch (entry.path("entry").asText()) {
            case "accepted" -> accepted(entry);
            case "filled" -> filled(entry);
            case "canceled", "expired" -> open.remove(entry.path("orderId").asText());
            case "rejected" -> rejected++;
            default -> {
                // Changes nothing here.
            }
        }
    }

    private void filled(JsonNode entry) {
        String id = entry.path("orderId").asText();
        Open order = open.get(id);
        BigDecimal quantity = new BigDecimal(entry.path("quantity").asText());
        if (order == null) {
            throw new IllegalStateException("a fill of no open order: " + entry);
        }
        order.rest = order.rest.subtract(quantity);
        held.merge(order.symbol, order.buy ? quantity : quantity.negate(), BigDecimal::add);
        if (order.rest.signum() == 0) {
            open.remove(id);
        }
    }

    private void accepted(JsonNode entry) {
        JsonNode ticket = entry.path("ticket");
        String symbol = ticket.path("symbol").asText();
        boolean buy = ticket.path("side").asText().equalsIgnoreCase("buy");
        BigDecimal quantity = new BigDecimal(ticket.path("quantity").asText());
        Instant at = Instant.parse(entry.path("at").asText());
        BigDecimal limit =
                ticket.path("limitPrice").isValueNode() && !ticket.path("limitPrice").isNull()
                        ? new BigDecimal(ticket.path("limitPrice").asText())
                        : null;
        orders++;
        names.add(ticket.path("clientOrderId").asText());
        BigDecimal position = held.getOrDefault(symbol, BigDecimal.ZERO);
        BigDecimal sameSide = pending(symbol, buy);
        BigDecimal closable = (buy ? position.negate() : position).subtract(sameSide);
        boolean reduces = quantity.compareTo(closable) <= 0;
        increasing += reduces ? 0 : 1;
        wish(ticket.path("clientOrderId").asText(), quantity, entry);
        breaks(9, rules.refused.contains(symbol) && !reduces, entry);
        breaks(16, limit == null || outside(symbol, limit), entry);
        if (limit != null) {
            breaks(10, limit.stripTrailingZeros().scale() > 2, entry);
            sizes(symbol, buy, quantity, limit, position, sameSide, reduces, entry);
            breaks(25, crosses(symbol, buy, limit), entry);
            String same = symbol + buy + quantity + limit + source(ticket);
            Instant before = seen.put(same, at);
            breaks(24, before != null && !reduces && before.plus(AGAIN).isAfter(at), entry);
        }
        breaks(22, !buy && !reduces, entry);
        pace(symbol, at, reduces, entry);
        open.put(
                entry.path("orderId").asText(),
                new Open(symbol, buy, limit == null ? BigDecimal.ZERO : limit, quantity));
        breaks(28, open.size() > rules.maxOpen && !reduces, entry);
    }

    private String source(JsonNode ticket) {
        OrderIntent wish = knowledge.wish(ticket.path("clientOrderId").asText());
        return wish == null ? "" : wish.source();
    }

    /** Rows 6, 24, 33 and 34: somebody who may wished for it, once, and for no less; and that was written down. */
    private void wish(String clientId, BigDecimal quantity, JsonNode entry) {
        OrderIntent wish = knowledge.wish(clientId);
        breaks(34, wish == null, entry);
        if (wish != null) {
            breaks(6, !rules.sources.contains(wish.source()), entry);
            breaks(24, !wishes.add(wish.id().value()), entry);
            breaks(33, quantity.compareTo(wish.quantity().toBigDecimal()) > 0, entry);
        }
    }

    private boolean outside(String symbol, BigDecimal limit) {
        BigDecimal least = knowledge.lowest(symbol).multiply(BigDecimal.ONE.subtract(rules.collar));
        BigDecimal most = knowledge.highest(symbol).multiply(BigDecimal.ONE.add(rules.collar));
        return limit.compareTo(least.setScale(2, RoundingMode.FLOOR)) < 0
                || limit.compareTo(most.setScale(2, RoundingMode.CEILING)) > 0;
    }

    private void sizes(
            String symbol,
            boolean buy,
            BigDecimal quantity,
            BigDecimal limit,
            BigDecimal position,
            BigDecimal sameSide,
            boolean reduces,
            JsonNode entry) {
        if (reduces) {
            return;
        }
        breaks(
                17,
                quantity.compareTo(rules.maxQuantity) > 0
                        || quantity.multiply(limit).compareTo(rules.maxNotional) > 0,
                entry);
        BigDecimal coming = sameSide.add(quantity);
        BigDecimal after = (buy ? position.add(coming) : position.subtract(coming)).abs();
        breaks(18, after.multiply(limit).compareTo(rules.maxPosition) > 0, entry);
        BigDecimal gross = after.multiply(limit.min(knowledge.lowest(symbol)));
        Set<String> others = new HashSet<>(held.keySet());
        open.values().forEach(order -> others.add(order.symbol));
        others.remove(symbol);
        for (String other : others) {
            BigDecimal now = held.getOrDefault(other, BigDecimal.ZERO);
            BigDecimal most = now.add(pending(other, true)).abs();
            BigDecimal least = now.subtract(pending(other, false)).abs();
            gross = gross.add(most.max(least).multiply(knowledge.lowest(other)));
        }
        breaks(19, gross.compareTo(rules.maxGross) > 0, entry);
    }

    private BigDecimal pending(String symbol, boolean buy) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Open order : open.values()) {
            if (order.buy == buy && order.symbol.equals(symbol)) {
                sum = sum.add(order.rest);
            }
        }
        return sum;
    }

    private boolean crosses(String symbol, boolean buy, BigDecimal limit) {
        return open.values().stream()
                .anyMatch(
                        other ->
                                other.symbol.equals(symbol)
                                        && other.buy != buy
                                        && (buy
                                                ? limit.compareTo(other.limit) >= 0
                                                : limit.compareTo(other.limit) <= 0));
    }

    /** Exits have twice the room. */
    private void pace(String symbol, Instant at, boolean reduces, JsonNode entry) {
        int times = reduces ? 2 : 1;
        breaks(26, count(symbol, at) > rules.perSymbol * times, entry);
        breaks(26, count("all symbols", at) > rules.perMinute * times, entry);
    }

    private int count(String key, Instant at) {
        Deque<Instant> times = lately.computeIfAbsent(key, any -> new ArrayDeque<>());
        times.addLast(at);
        while (times.getFirst().isBefore(at.minus(MINUTE))) {
            times.removeFirst();
        }
        return times.size();
    }

    private void breaks(int row, boolean isBroken, JsonNode entry) {
        if (isBroken) {
            broken.merge(row, 1, Integer::sum);
            firstBroken = firstBroken.isEmpty() ? "row " + row + ": " + entry : firstBroken;
        }
    }
}
