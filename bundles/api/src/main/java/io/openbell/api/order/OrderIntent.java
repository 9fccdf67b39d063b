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
 * @param origin       what the strategy behind it saw and said; empty for wishes by hand, and where it is not known
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
        Optional<IntentId> parent,
        Optional<Origin> origin)
        implements TradingEvent {

    /** A wish that is no part of another, and of which nobody knows what it grew from. */
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
                Optional.empty(),
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
                parent,
                origin);
    }

    /** The same wish, on these terms. */
    public OrderIntent with(OrderTerms changed) {
        return new OrderIntent(
                id,
                source,
                symbol,
                side,
                quantity,
                changed,
                timeInForce,
                reason,
                basis,
                instructions,
                parent,
                origin);
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
                Optional.of(execution),
                origin);
    }

    /** The same wish, grown from this. */
    public OrderIntent from(Origin known) {
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
                parent,
                Optional.of(known));
    }

    /** The same wish for that many shares. */
    public OrderIntent sized(Quantity shares) {
        return new OrderIntent(
                id,
                source,
                symbol,
                side,
                shares,
                terms,
                timeInForce,
                reason,
                basis,
                instructions,
                parent,
                origin);
    }

    /** The same wish for that many shares on other terms. */
    public OrderIntent restated(Quantity shares, OrderTerms restated) {
        return new OrderIntent(
                id,
                source,
                symbol,
                side,
                shares,
                restated,
                timeInForce,
                reason,
                basis,
                instructions,
                parent,
                origin);
    }

    /**
     * This wish under another name and changed.
     *
     * @param changedBasis the market time the change is based on, UTC
     * @throws IllegalArgumentException if it changes what such an order does not have
     */
    public OrderIntent changed(IntentId newId, OrderChange change, Instant changedBasis) {
        return new OrderIntent(
                newId,
                source,
                symbol,
                side,
                change.quantity().orElse(quantity),
                change.appliedTo(terms),
                change.timeInForce().orElse(timeInForce),
                reason,
                changedBasis,
                instructions,
                parent,
                origin);
    }
}
