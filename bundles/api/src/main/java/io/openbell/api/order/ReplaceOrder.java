package io.openbell.api.order;

import io.openbell.api.engine.TradingEvent;

/**
 * Command: change an open order of ours. Risk reviews it like a new wish, with the new values in place of the old ones.
 * Approved, a new order of that intent takes the place of the old one at the venue; the old one may fill first.
 *
 * @param orderId     the order to change
 * @param intentId    unique for ever: the wish that the changed order will come from; a denial names it too
 * @param requestedBy who asks, for the audit: a strategy's name, {@code operator}, or a component id
 */
public record ReplaceOrder(
        OrderId orderId, IntentId intentId, OrderChange change, String requestedBy)
        implements TradingEvent {}
