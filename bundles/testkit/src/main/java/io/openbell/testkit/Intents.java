package io.openbell.testkit;

import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;

/** Wishes with names of their own, by the source {@code test} unless changed. */
public final class Intents {

    /** Who wishes. */
    public static final String SOURCE = "test";

    private final Instant basis;
    private final String source;
    private int count;

    /** Wishes based on the market at that instant. */
    public Intents(Instant basis) {
        this(basis, SOURCE);
    }

    /** Wishes of another source. */
    public Intents(Instant basis, String source) {
        this.basis = basis;
        this.source = source;
    }

    /** Buys at the market. */
    public OrderIntent buy(String symbol, String quantity) {
        return of(Side.BUY, symbol, quantity, new OrderTerms.Market());
    }

    /** Sells at the market. */
    public OrderIntent sell(String symbol, String quantity) {
        return of(Side.SELL, symbol, quantity, new OrderTerms.Market());
    }

    /** Buys at this price or below. */
    public OrderIntent buy(String symbol, String quantity, String limitPrice) {
        return of(Side.BUY, symbol, quantity, new OrderTerms.Limit(Price.parse(limitPrice)));
    }

    /** Sells at this price or above. */
    public OrderIntent sell(String symbol, String quantity, String limitPrice) {
        return of(Side.SELL, symbol, quantity, new OrderTerms.Limit(Price.parse(limitPrice)));
    }

    /** A wish for the day. */
    public OrderIntent of(Side side, String symbol, String quantity, OrderTerms terms) {
        return new OrderIntent(
                new IntentId(source + "-" + ++count),
                source,
                Symbol.of(symbol),
                side,
                Quantity.parse(quantity),
                terms,
                TimeInForce.DAY,
                "because of the test",
                basis);
    }
}
