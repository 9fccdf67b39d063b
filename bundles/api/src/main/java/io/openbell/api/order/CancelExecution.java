package io.openbell.api.order;

import io.openbell.api.engine.TradingEvent;

/**
 * Command: no more parts of this execution, and those that are open out of the market.
 *
 * @param requestedBy the source of the execution, or {@code operator}; others are ignored
 */
public record CancelExecution(IntentId id, String requestedBy) implements TradingEvent {}
