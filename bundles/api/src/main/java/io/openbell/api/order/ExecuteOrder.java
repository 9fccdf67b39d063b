package io.openbell.api.order;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Optional;

/**
 * A wish to trade over time, in parts. Published on the queue; the order-executor takes it from there. Each part is an
 * ordinary {@link OrderIntent} of the same source with this one as its {@link OrderIntent#parent}, and passes the same gate.
 * What is filled and what may still fill of all parts is never more than {@code quantity}.
 *
 * @param id         unique for ever, among intents as well; at most 52 characters, because parts add their number
 * @param source     who wishes: the name of a strategy, or {@code operator}
 * @param quantity   shares in all, positive; {@code side} carries the direction
 * @param limitPrice no part pays more, or takes less; empty: parts are market orders
 * @param reason     why, for people, at most 200 characters
 * @param basis      the market time the wish is based on, UTC
 */
public record ExecuteOrder(
        IntentId id,
        String source,
        Symbol symbol,
        Side side,
        Quantity quantity,
        Optional<Price> limitPrice,
        Algorithm algorithm,
        String reason,
        Instant basis)
        implements TradingEvent {}
