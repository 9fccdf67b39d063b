package io.openbell.api.strategy;

import io.openbell.api.market.Quote;
import io.openbell.api.order.Algorithm;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderChange;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a strategy may ask and do. On the trading loop only. */
public interface StrategyContext {

    /** Its name. */
    String name();

    /** The time of the present event, UTC. */
    Instant now();

    /** The symbols it was configured for, in configuration order. */
    List<Symbol> symbols();

    /** The latest quote, whatever its age. */
    Optional<Quote> quote(Symbol symbol);

    /** Shares this strategy holds by its own fills; negative when short. */
    Quantity position(Symbol symbol);

    /** Its orders that may still fill. */
    Collection<Order> openOrders();

    /**
     * Wishes for an order. Risk decides; {@link Strategy#onOrder} tells how it goes, unless it is denied.
     *
     * @param quantity shares, positive
     * @param reason   for people
     */
    IntentId submit(Symbol symbol, Side side, Quantity quantity, OrderTerms terms, String reason);

    /**
     * Wishes for an order that asks for more: exits, several legs, an amount of money, extended hours.
     *
     * @param quantity     shares, positive; of an amount of money what it estimates them to be
     * @param instructions for several legs, {@code symbol} is the underlying and {@code side} is BUY
     * @param reason       for people
     */
    IntentId submit(
            Symbol symbol,
            Side side,
            Quantity quantity,
            OrderTerms terms,
            TimeInForce timeInForce,
            OrderInstructions instructions,
            String reason);

    /**
     * Asks to change one of its own open orders; ignores others' orders. Risk decides as for a new wish.
     *
     * @return the wish that the changed order will come from
     */
    IntentId replace(OrderId order, OrderChange change);

    /** Takes one of its own orders out of the market; ignores others' orders. */
    void cancel(OrderId order);

    /**
     * Wishes to trade in parts over time. Each part is an order of this strategy, and goes through risk as any other.
     *
     * @param quantity   shares in all, positive
     * @param limitPrice no part pays more, or takes less; empty: parts are market orders
     * @param reason     for people
     * @return its name, for {@link #stop}
     */
    IntentId execute(
            Symbol symbol,
            Side side,
            Quantity quantity,
            Algorithm algorithm,
            Optional<Price> limitPrice,
            String reason);

    /** No more parts of one of its own executions, and the open ones out of the market; ignores others' executions. */
    void stop(IntentId execution);

    /** States an opinion; the engine sizes it, against what is held already. */
    void signal(Symbol symbol, double strength, Duration timeToLive, String reason);

    /** Publishes an opportunity; the engine decides whether to take it. */
    void publish(
            String description,
            List<Opportunity.Leg> legs,
            double expectedEdgeBps,
            double confidence,
            Duration timeToLive);

    /** A line for the log of this strategy. */
    void log(String line);
}
