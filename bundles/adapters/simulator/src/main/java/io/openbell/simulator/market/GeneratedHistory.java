package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Bars from before the start, so that strategies can warm up. The walk goes away from the present prices, and the path is
 * read from its end: the past joins the present without a jump.
 */
final class GeneratedHistory {

    private static final int STEPS_PER_MINUTE = 12;
    private static final int STEPS_PER_DAY = 8;

    private final List<Listing> listings;
    private final Walk walk;
    private final Trading trading;
    private final Random random;

    /**
     * How busy the past was.
     *
     * @param meanSize     of a trade
     * @param sizeDecimals of volumes
     */
    record Trading(
            double tradesPerMinute,
            ToDoubleFunction<Listing> meanSize,
            int sizeDecimals,
            VolumeShape shape) {}

    /** The walk stands at the present prices. */
    GeneratedHistory(List<Listing> listings, Walk walk, Trading trading, long seed) {
        this.listings = listings;
        this.walk = walk;
        this.trading = trading;
        this.random = new Random(seed);
    }

    /** The past of the synthetic stocks. */
    static GeneratedHistory ofStocks(
            List<Listing> listings, SyntheticParameters parameters, double[] prices) {
        return new GeneratedHistory(
                listings,
                new PriceModel(listings, parameters, parameters.seed() * 31 + 13, prices),
                new Trading(
                        tradesPerMinute(parameters),
                        listing -> parameters.meanTradeShares(),
                        0,
                        new VolumeShape(parameters.volumeShapePercent())),
                parameters.seed() * 31 + 11);
    }

    static double tradesPerMinute(SyntheticParameters parameters) {
        return 60.0 * parameters.ticksPerSecond() * parameters.tradesPerQuotePercent() / 100;
    }

    /**
     * Minute bars of every symbol up to the beginning of the minute of {@code end}, oldest first.
     *
     * @param open minutes that do not pass are walked through, and have no bar
     */
    Map<String, List<MinuteBar>> minutes(Instant end, int count, Predicate<Instant> open) {
        Map<String, List<MinuteBar>> bars = new HashMap<>();
        Instant start = end.truncatedTo(ChronoUnit.MINUTES);
        for (int minute = 0; minute < count; minute++) {
            start = start.minus(1, ChronoUnit.MINUTES);
            if (open.test(start)) {
                double busy = trading.shape().at(start);
                add(start, STEPS_PER_MINUTE, 60.0, trading.tradesPerMinute(), busy, bars);
            }
        }
        bars.values().forEach(Collections::reverse);
        return bars;
    }

    /**
     * Daily bars of these days, which are given newest first; the bars come oldest first.
     *
     * @param seconds of a day in which prices move
     */
    Map<String, List<MinuteBar>> days(List<LocalDate> dates, ZoneId zone, double seconds) {
        Map<String, List<MinuteBar>> bars = new HashMap<>();
        double trades = trading.tradesPerMinute() * seconds / 60;
        for (LocalDate date : dates) {
            Instant start = date.atStartOfDay(zone).toInstant();
            add(start, STEPS_PER_DAY, seconds, trades, 1, bars);
        }
        bars.values().forEach(Collections::reverse);
        return bars;
    }

    private void add(
            Instant start,
            int steps,
            double seconds,
            double meanTrades,
            double busy,
            Map<String, List<MinuteBar>> bars) {
        double[] close = walk.prices();
        double[] high = close.clone();
        double[] low = close.clone();
        double[] open = close;
        for (int step = 0; step < steps; step++) {
            walk.advance(seconds / steps);
            open = walk.prices();
            for (int i = 0; i < close.length; i++) {
                high[i] = Math.max(high[i], open[i]);
                low[i] = Math.min(low[i], open[i]);
            }
        }
        long trades = Math.max(1, Math.round(meanTrades));
        for (int i = 0; i < close.length; i++) {
            Listing listing = listings.get(i);
            BigDecimal volume = volume(listing, trades, busy);
            BigDecimal average = price(listing, (open[i] + close[i] + high[i] + low[i]) / 4);
            bars.computeIfAbsent(listing.symbol(), symbol -> new ArrayList<>())
                    .add(
                            new MinuteBar(
                                    start,
                                    price(listing, open[i]),
                                    price(listing, high[i]),
                                    price(listing, low[i]),
                                    price(listing, close[i]),
                                    volume,
                                    average.multiply(volume),
                                    trades));
        }
    }

    private BigDecimal volume(Listing listing, long trades, double busy) {
        double units =
                trades
                        * trading.meanSize().applyAsDouble(listing)
                        * busy
                        * (0.8 + 0.4 * random.nextDouble());
        BigDecimal least = BigDecimal.valueOf(trades, trading.sizeDecimals());
        return rounded(units, trading.sizeDecimals()).max(least);
    }

    private static BigDecimal price(Listing listing, double price) {
        BigDecimal step = listing.terms().priceIncrement();
        return rounded(price, step.scale()).max(step);
    }

    /** Without the detour over text that decimals of doubles take: there are hundreds of thousands. */
    private static BigDecimal rounded(double number, int decimals) {
        return BigDecimal.valueOf(Math.round(number * Math.pow(10, decimals)), decimals);
    }
}
