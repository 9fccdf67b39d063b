package io.openbell.kernel.bar;

import io.openbell.api.market.Bar;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Sums the trades of one symbol up into bars of one width. Single-threaded.
 *
 * <p>An interval starts at a multiple of the width since the epoch, UTC, and holds the trades from its start (inclusive)
 * to its end (exclusive). Its bar is complete when a trade of a later interval comes, or when {@link #advanceTo time} has
 * passed its end by the lateness allowance. An interval without trades has no bar. Every trade counts, whatever its
 * conditions say; only a trade that is older than the open bar, or belongs to a bar that was given out already, is
 * counted as {@link #lateTrades late} and otherwise ignored.
 *
 * <p>The volume-weighted average price is the exact sum of all products divided once, rounded half-even at nine decimals;
 * a bar whose volume is zero has its last price there.
 */
public final class BarBuilder {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Symbol symbol;
    private final Duration width;
    private final long widthNanos;
    private final long latenessNanos;
    private final Consumer<Bar> sink;

    private boolean open;
    // With an open bar its interval; without one, no trade before startNanos is taken any more.
    private long startNanos = Long.MIN_VALUE;
    private long endNanos = Long.MIN_VALUE;
    private Price first = Price.ZERO;
    private Price high = first;
    private Price low = first;
    private Price last = first;
    private long volume;
    private final PriceVolumeSum priceVolume = new PriceVolumeSum();
    private long tradeCount;
    private long lateTrades;

    /**
     * A builder without an open bar.
     *
     * @param width    of every bar, positive
     * @param lateness how long after its end a bar waits for trades that are on their way, zero or positive
     * @param sink     is given each complete bar, oldest first
     * @throws IllegalArgumentException if width or lateness is out of range
     */
    public BarBuilder(Symbol symbol, Duration width, Duration lateness, Consumer<Bar> sink) {
        if (width.isZero() || width.isNegative()) {
            throw new IllegalArgumentException("bar width must be positive, was " + width);
        }
        if (lateness.isNegative()) {
            throw new IllegalArgumentException("lateness must not be negative, was " + lateness);
        }
        this.symbol = symbol;
        this.width = width;
        this.widthNanos = width.toNanos();
        this.latenessNanos = lateness.toNanos();
        this.sink = sink;
    }

    /**
     * Takes a trade of this symbol; completes the open bar first when the trade belongs to a later one.
     *
     * @throws ArithmeticException if the bar's volume would pass 9.2 billion shares, or the time is not within 1678 to
     *     2261; the trade is not taken then, and the builder goes on
     */
    public void onTrade(Trade trade) {
        long nanos = epochNanos(trade.at());
        if (nanos < startNanos) {
            lateTrades++;
            return;
        }
        if (!open || nanos >= endNanos) {
            long start = Math.floorDiv(nanos, widthNanos) * widthNanos;
            long end = Math.addExact(start, widthNanos);
            complete();
            begin(trade.price(), start, end);
        }
        volume = Math.addExact(volume, trade.size().raw());
        priceVolume.add(trade.price().raw(), trade.size().raw());
        high = high.max(trade.price());
        low = low.min(trade.price());
        last = trade.price();
        tradeCount++;
    }

    /** Lets time pass: completes the open bar if its end and the lateness allowance are over at {@code now}. */
    public void advanceTo(Instant now) {
        if (open && epochNanos(now) - latenessNanos >= endNanos) {
            complete();
        }
    }

    /** Trades that came after their bar was given out, or before the open one began. */
    public long lateTrades() {
        return lateTrades;
    }

    private void begin(Price price, long start, long end) {
        open = true;
        startNanos = start;
        endNanos = end;
        first = price;
        high = price;
        low = price;
        last = price;
        volume = 0;
        priceVolume.clear();
        tradeCount = 0;
    }

    private void complete() {
        if (!open) {
            return;
        }
        Price vwap = volume == 0 ? last : new Price(priceVolume.averageOver(volume));
        Instant start =
                Instant.ofEpochSecond(
                        Math.floorDiv(startNanos, NANOS_PER_SECOND),
                        Math.floorMod(startNanos, NANOS_PER_SECOND));
        open = false;
        startNanos = endNanos;
        sink.accept(
                new Bar(
                        symbol,
                        width,
                        start,
                        first,
                        high,
                        low,
                        last,
                        new Quantity(volume),
                        vwap,
                        tradeCount));
    }

    private static long epochNanos(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
    }
}
