package io.openbell.api.market;

import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Instant;

/**
 * A print on the tape.
 *
 * @param price    per share, positive
 * @param size     shares, positive
 * @param id       the venue's number, unique per symbol and day; 0 when unknown
 * @param exchange the venue's code, for example {@code V}; empty when unknown
 * @param at       venue clock, UTC
 */
public record Trade(Symbol symbol, Price price, Quantity size, long id, String exchange, Instant at)
        implements MarketEvent {}
