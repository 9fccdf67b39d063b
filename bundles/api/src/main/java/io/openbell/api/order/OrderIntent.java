package io.openbell.api.order;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Optional;

/**
 * A wish to trade, before risk has looked at it. Published on the queue; the order-executor takes it from there.
 *
 * @param id           unique for ever
 * @param source       who wishes: the name of a strategy, or {@code operator}
 * @param quantity     shares, positive; {@code side} carries the direction
 * @param reason       why, for people, at most 200 characters
 * @param basis        the market time the wish is based on, UTC
 * @param instructions what it asks for beyond
 * @param parent       the {@link ExecuteOrder} it is a part of; empty for most
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
        OrderInstructions instructions,
        Optional<IntentId> parent)
        implements TradingEvent {

    /** A wish that is no part of another. */
    public OrderIntent(
            IntentId id,
            String source,
            Symbol symbol,
            Side side,
            Quantity quantity,
            OrderTerms terms,
            TimeInForce timeInForce,
            String reason,
            Instant basis,
            OrderInstructions instructions) {
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
                instructions,
                Optional.empty());
    }

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
                id,
                source,
                symbol,
                side,
                quantity,
                terms,
                timeInForce,
                reason,
                basis,
                changed,
                parent);
    }

    /** The same wish, as a part of this execution. */
    public OrderIntent partOf(IntentId execution) {
        return new OrderIntent(
                id,
                source,
                symbol,
                side,
                quantity,
                terms,
                timeInForce,
                reason,
                basis,
                instructions,
                Optional.of(execution));
    }
}
