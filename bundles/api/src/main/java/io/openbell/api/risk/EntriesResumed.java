package io.openbell.api.risk;

import io.openbell.api.engine.TradingEvent;
import java.time.Instant;

/**
 * Fact: what this source suspended ({@link EntriesSuspended}) is over.
 *
 * @param source the breaker or protection
 */
public record EntriesResumed(String source, Instant at) implements TradingEvent {}
