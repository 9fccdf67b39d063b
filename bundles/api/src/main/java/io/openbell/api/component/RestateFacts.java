package io.openbell.api.component;

import io.openbell.api.engine.TradingEvent;

/**
 * Somebody joined the loop and missed the facts that are not in the journal: {@link Readiness} as it was stated last is
 * stated again at once, and with it whatever its hearers state on each of them (account, connections, reconciliation,
 * sources).
 *
 * @param requestedBy a component id
 */
public record RestateFacts(String requestedBy) implements TradingEvent {}
