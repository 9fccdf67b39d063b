package io.openbell.itests;

import io.openbell.api.market.Bar;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.PriceModel;
import io.openbell.simulator.market.SyntheticParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The built-in exchange's price model with the figures it is shipped with, as quotes, trades and minutes of the past. */
final class SeededMarket {

    static final List<Symbol> SYMBOLS =
            Listing.SYNTHETIC.stream().map(listing -> Symbol.of(listing.symbol())).toList();

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final SyntheticParameters PARAMETERS = SyntheticParameters.DEFAULTS;
    private static final Quantity SIZE = Quantity.of(100);

    private final long seed;
    private final PriceModel model;
    private final Random random;

    SeededMarket(long seed) {
        this.seed = seed;
        model = new PriceModel(Listing.SYNTHETIC, PARAMETERS, seed, firstDay());
        random = new Random(seed * 31 + 7);
    }

    private static double[] firstDay() {
        return Listing.SYNTHETIC.stream().mapToDouble(Listing::startDollars).toArray();
    }

    static Duration step() {
        return Duration.ofNanos((long) (PARAMETERS.secondsPerTick() * 1_000_000_000));
    }

    /** One step: a quote of every symbol, and some trades. */
    List<MarketEvent> next(Instant at) {
        model.advance(PARAMETERS.secondsPerTick());
        List<MarketEvent> ticks = new ArrayList<>();
        for (int i = 0; i < SYMBOLS.size(); i++) {
            double cents = model.price(i) * 100;
            long spread = Math.max(1, Math.round(cents * PARAMETERS.quoteSpreadBps() / 10_000));
            long bid = Math.round(cents - spread / 2.0);
            ticks.add(
                    new Quote(SYMBOLS.get(i), dollars(bid), SIZE, dollars(bid + spread), SIZE, at));
            if (random.nextInt(100) < PARAMETERS.tradesPerQuotePercent()) {
                long price = random.nextBoolean() ? bid : bid + spread;
                ticks.add(new Trade(SYMBOLS.get(i), dollars(price), SIZE, 1, "V", at));
            }
        }
        return ticks;
    }

    /** Minutes up to that one: the model walks away from the first day, and the path is read from its end. */
    List<Bar> past(Instant end, int minutes) {
        PriceModel backwards =
                new PriceModel(Listing.SYNTHETIC, PARAMETERS, seed * 31 + 13, firstDay());
        List<Bar> bars = new ArrayList<>();
        Instant start = end;
        for (int minute = 0; minute < minutes; minute++) {
            start = start.minus(MINUTE);
            for (int i = SYMBOLS.size() - 1; i >= 0; i--) {
                Price close = dollars(Math.round(backwards.price(i) * 100));
                bars.add(
                        new Bar(
                                SYMBOLS.get(i),
                                MINUTE,
                                start,
                                close,
                                close,
                                close,
                                close,
                                SIZE,
                                close,
                                1));
            }
            backwards.advance(MINUTE.toSeconds());
        }
        Collections.reverse(bars);
        return bars;
    }

    private static Price dollars(long cents) {
        return Price.of(cents / 100.0);
    }
}
