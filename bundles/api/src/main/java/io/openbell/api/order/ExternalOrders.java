package io.openbell.api.order;

import io.openbell.api.engine.TradingEvent;
import java.time.Instant;
import java.util.List;

/**
 * Fact: every open order of the account that is not ours. Replaces what was stated before. Stated by the order-executor
 * after each comparison with the venue that found something else than the one before, and again on every
 * {@code Readiness}.
 *
 * @param orders empty when all open orders are ours
 * @param at     when they were compared, UTC
 */
public record ExternalOrders(List<ExternalOrder> orders, Instant at) implements TradingEvent {

    /** Keeps its own copy. */
    public ExternalOrders {
        orders = List.copyOf(orders);
    }
}
