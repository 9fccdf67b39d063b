package io.openbell.api.market;

import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;

/**
 * The trades of one interval, summed up. An interval without trades has no bar.
 *
 * @param width      length of the interval, for example one minute
 * @param start      first instant of the interval, UTC, a multiple of {@code width} since the epoch
 * @param open       first price
 * @param volume     shares
 * @param vwap       volume-weighted average price
 * @param tradeCount number of trades
 */
public record Bar(
        Symbol symbol,
        Duration width,
        Instant start,
        Price open,
        Price high,
        Price low,
        Price close,
        Quantity volume,
        Price vwap,
        long tradeCount)
        implements MarketEvent {

    /** The end of the interval, exclusive. */
    @Override
    public Instant at() {
        return start.plus(width);
    }
}
