package io.openbell.kernel.risk;

import static java.util.Objects.requireNonNull;

import io.openbell.api.order.OrderIntent;
import io.openbell.api.value.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is true, in plain numbers: the gate hears of it by events, the exchange's side looks here. */
final class World {

    /** What can go wrong, one at a time or several. */
    enum Trouble {
        SUSPENDED,
        OTHER_ACCOUNT,
        HALTED,
        NOT_RECONCILED,
        COMPONENT_MISSING,
        SOURCE_OFF,
        CLOSED,
        BLOCKED,
        JOURNAL_BROKEN,
        LOSS
    }

    /** One instrument. */
    static final class Stock {
        final String name;
        BigDecimal bid = new BigDecimal("100.00");
        BigDecimal ask = new BigDecimal("100.04");
        Instant quotedAt = Instant.EPOCH;
        boolean tradable = true;
        boolean lent = true;
        boolean halted;
        BigDecimal volume = new BigDecimal("1000000");
        BigDecimal held = BigDecimal.ZERO;
        final Deque<Instant> orders = new ArrayDeque<>();
        final Deque<Instant> roundTrips = new ArrayDeque<>();

        Stock(String name) {
            this.name = name;
        }

        BigDecimal mid() {
            return bid.add(ask).divide(new BigDecimal(2));
        }
    }

    /** An order that may still fill. */
    static final class Resting {
        final String id;
        final OrderIntent intent;
        final Stock stock;
        final boolean buy;
        final BigDecimal limit;
        final BigDecimal rest;
        boolean unknown;

        Resting(String id, OrderIntent intent, Stock stock, BigDecimal limit) {
            this.id = id;
            this.intent = intent;
            this.stock = stock;
            this.buy = intent.side() == Side.BUY;
            this.limit = limit;
            this.rest = intent.quantity().toBigDecimal();
        }
    }

    final Map<String, Stock> stocks = new TreeMap<>();
    final Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
    final List<Resting> resting = new ArrayList<>();
    final Set<String> names = new HashSet<>();
    final Deque<Instant> orders = new ArrayDeque<>();
    final Deque<Instant> requests = new ArrayDeque<>();
    final Map<String, Instant> lately = new TreeMap<>();
    BigDecimal equity = new BigDecimal("100000");
    int ordersToday;

    World(String... names) {
        for (String name : names) {
            stocks.put(name, new Stock(name));
        }
    }

    Stock stock(String name) {
        return requireNonNull(stocks.get(name), name);
    }

    boolean has(Trouble trouble) {
        return troubles.contains(trouble);
    }

    BigDecimal resting(Stock stock, boolean buy) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Resting order : resting) {
            if (order.stock == stock && order.buy == buy) {
                sum = sum.add(order.rest);
            }
        }
        return sum;
    }
}
