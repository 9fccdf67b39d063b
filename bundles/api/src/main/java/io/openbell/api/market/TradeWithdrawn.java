package io.openbell.api.market;

import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Optional;

/**
 * The tape took a print back.
 *
 * @param tradeId    the number of the trade
 * @param exchange   its exchange code; empty when unknown
 * @param correction the trade that stands in its place; empty when it was canceled or is an error
 * @param at         venue clock, UTC
 */
public record TradeWithdrawn(
        Symbol symbol, long tradeId, String exchange, Optional<Trade> correction, Instant at)
        implements MarketEvent {}
