package io.openbell.api.order;

import io.openbell.api.engine.TradingEvent;

/**
 * Command: no more parts of this execution, and those that are open out of the market.
 *
 * @param requestedBy who wants it, for people
 */
public record CancelExecution(IntentId id, String requestedBy) implements TradingEvent {}
