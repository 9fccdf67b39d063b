package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Minute bars from before the start, so that strategies can warm up. The model walks away from the present prices, and the
 * path is read from its end: the past joins the present without a jump.
 */
final class GeneratedHistory {

    private static final int STEPS_PER_MINUTE = 12;

    private final List<Listing> listings;
    private final SyntheticParameters parameters;
    private final VolumeShape shape;
    private final Random random;

    GeneratedHistory(List<Listing> listings, SyntheticParameters parameters) {
        this.listings = listings;
        this.parameters = parameters;
        this.shape = new VolumeShape(parameters.volumeShapePercent());
        this.random = new Random(parameters.seed() * 31 + 11);
    }

    /** Bars of every symbol up to the beginning of the minute of {@code end}, oldest first. */
    Map<String, List<MinuteBar>> before(Instant end, double[] prices) {
        PriceModel model =
                new PriceModel(listings, parameters, parameters.seed() * 31 + 13, prices);
        Map<String, List<MinuteBar>> bars = new HashMap<>();
        Instant start = end.truncatedTo(ChronoUnit.MINUTES);
        for (int minute = 0; minute < parameters.historyDays() * 24 * 60; minute++) {
            start = start.minus(1, ChronoUnit.MINUTES);
            addMinute(model, start, bars);
        }
        bars.values().forEach(Collections::reverse);
        return bars;
    }

    private void addMinute(PriceModel model, Instant start, Map<String, List<MinuteBar>> bars) {
        double[] close = model.prices();
        double[] high = close.clone();
        double[] low = close.clone();
        for (int step = 0; step < STEPS_PER_MINUTE; step++) {
            model.advance(60.0 / STEPS_PER_MINUTE);
            for (int i = 0; i < close.length; i++) {
                high[i] = Math.max(high[i], model.price(i));
                low[i] = Math.min(low[i], model.price(i));
            }
        }
        double tradesPerMinute =
                60.0 * parameters.ticksPerSecond() * parameters.tradesPerQuotePercent() / 100;
        long trades = Math.max(1, Math.round(tradesPerMinute));
        double shares = trades * parameters.meanTradeShares() * shape.at(start);
        for (int i = 0; i < close.length; i++) {
            BigDecimal volume =
                    BigDecimal.valueOf(
                            Math.max(
                                    trades,
                                    Math.round(shares * (0.8 + 0.4 * random.nextDouble()))));
            double open = model.price(i);
            BigDecimal average = cents((open + close[i] + high[i] + low[i]) / 4);
            bars.computeIfAbsent(listings.get(i).symbol(), symbol -> new ArrayList<>())
                    .add(
                            new MinuteBar(
                                    start,
                                    cents(open),
                                    cents(high[i]),
                                    cents(low[i]),
                                    cents(close[i]),
                                    volume,
                                    average.multiply(volume),
                                    trades));
        }
    }

    private static BigDecimal cents(double dollars) {
        return BigDecimal.valueOf(Math.max(1, Math.round(dollars * 100)), 2);
    }
}
