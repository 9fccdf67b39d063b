package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

/**
 * The trades of an interval.
 *
 * @param start    of the interval, UTC
 * @param volume   shares, coins or contracts
 * @param notional dollars traded, from which the average price follows
 */
public record MinuteBar(
        Instant start,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        BigDecimal volume,
        BigDecimal notional,
        long trades) {

    /** A bar of one trade. */
    static MinuteBar of(Instant start, Tick.Trade trade) {
        BigDecimal price = trade.price();
        return new MinuteBar(start, price, price, price, price, trade.size(), notional(trade), 1);
    }

    /** This bar and one more trade. */
    MinuteBar plus(Tick.Trade trade) {
        BigDecimal price = trade.price();
        return new MinuteBar(
                start,
                open,
                high.max(price),
                low.min(price),
                price,
                volume.add(trade.size()),
                notional.add(notional(trade)),
                trades + 1);
    }

    /** Several bars in order, as one that starts then. */
    static MinuteBar merge(Instant start, List<MinuteBar> parts) {
        MinuteBar first = parts.get(0);
        BigDecimal high = first.high;
        BigDecimal low = first.low;
        BigDecimal notional = BigDecimal.ZERO;
        BigDecimal volume = BigDecimal.ZERO;
        long trades = 0;
        for (MinuteBar part : parts) {
            high = high.max(part.high);
            low = low.min(part.low);
            volume = volume.add(part.volume);
            notional = notional.add(part.notional);
            trades += part.trades;
        }
        BigDecimal close = parts.get(parts.size() - 1).close;
        return new MinuteBar(start, first.open, high, low, close, volume, notional, trades);
    }

    private static BigDecimal notional(Tick.Trade trade) {
        return trade.price().multiply(trade.size());
    }

    /** Volume-weighted average price, to six decimals. */
    public BigDecimal vwap() {
        return volume.signum() == 0 ? close : notional.divide(volume, 6, RoundingMode.HALF_EVEN);
    }
}
