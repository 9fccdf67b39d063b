package io.openbell.api.order;

import io.openbell.api.engine.TradingEvent;

/**
 * Command: take this order out of the market. Never denied by risk.
 *
 * @param requestedBy who asks, for the audit: a strategy's name, {@code operator}, or a component id
 */
public record CancelOrder(OrderId orderId, String requestedBy) implements TradingEvent {}
