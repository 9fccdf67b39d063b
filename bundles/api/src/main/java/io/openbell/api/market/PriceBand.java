package io.openbell.api.market;

import io.openbell.api.value.Price;
import io.openbell.api.value.Symbol;
import java.time.Instant;

/**
 * Limit up, limit down: the prices between which an instrument may trade.
 *
 * @param lower     lowest price
 * @param upper     highest price
 * @param indicator the tape's code
 * @param at        venue clock, UTC
 */
public record PriceBand(Symbol symbol, Price lower, Price upper, String indicator, Instant at)
        implements MarketEvent {}
