package io.openbell.api.market;

import io.openbell.api.engine.TradingEvent;
import java.time.Instant;

/**
 * Market data may be missing for every subscribed symbol between the two instants, UTC: the stream was down.
 *
 * @param from last message before the gap
 * @param to   first moment at which messages flowed again
 */
public record MarketDataGap(Instant from, Instant to) implements TradingEvent {}
