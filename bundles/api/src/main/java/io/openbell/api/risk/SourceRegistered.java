package io.openbell.api.risk;

import io.openbell.api.engine.TradingEvent;

/**
 * Fact: this source may (or may no longer) wish for orders. Published by the strategy engine.
 *
 * @param source name of a strategy
 */
public record SourceRegistered(String source, boolean enabled) implements TradingEvent {}
