package io.openbell.api.engine;

import java.time.Instant;

/**
 * Fact: whether our orders and positions agree with the venue's. Published by the order-executor.
 *
 * @param reconciled false from a lost stream or a disagreement until it was compared again
 * @param detail     what disagrees or is missing, for people; empty when reconciled
 */
public record Reconciliation(boolean reconciled, String detail, Instant at)
        implements TradingEvent {}
