package io.openbell.api.engine;

/**
 * Anything that passes through the one queue: market data, order events, broker reports, signals, opportunities,
 * commands and facts. Implementations are immutable records.
 */
public interface TradingEvent {}
