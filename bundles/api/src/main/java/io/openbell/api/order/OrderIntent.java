package io.openbell.api.order;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;

/**
 * A wish to trade, before risk has looked at it. Published on the queue; the order-executor takes it from there.
 *
 * @param id           unique for ever
 * @param source       who wishes: the name of a strategy, or {@code operator}
 * @param quantity     shares, positive; {@code side} carries the direction
 * @param reason       why, for people, at most 200 characters
 * @param basis        the market time the wish is based on, UTC
 * @param instructions what it asks for beyond
 */
public record OrderIntent(
        IntentId id,
        String source,
        Symbol symbol,
        Side side,
        Quantity quantity,
        OrderTerms terms,
        TimeInForce timeInForce,
        String reason,
        Instant basis,
        OrderInstructions instructions)
        implements TradingEvent {

    /** An order that stands alone. */
    public OrderIntent(
            IntentId id,
            String source,
            Symbol symbol,
            Side side,
            Quantity quantity,
            OrderTerms terms,
            TimeInForce timeInForce,
            String reason,
            Instant basis) {
        this(
                id,
                source,
                symbol,
                side,
                quantity,
                terms,
                timeInForce,
                reason,
                basis,
                OrderInstructions.PLAIN);
    }

    /** The same wish, with these instructions. */
    public OrderIntent with(OrderInstructions changed) {
        return new OrderIntent(
                id, source, symbol, side, quantity, terms, timeInForce, reason, basis, changed);
    }
}
