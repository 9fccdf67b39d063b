package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Turns the model's prices into quotes around them and trades between bid and ask, on a grid of one cent. */
final class TickMaker {

    private static final String VENUE = "V";
    private static final List<String> REGULAR_QUOTE = List.of("R");
    private static final List<String> REGULAR_TRADE = List.of("@");

    private final List<Listing> listings;
    private final SyntheticParameters parameters;
    private final PriceModel model;
    private final VolumeShape shape;
    private final Random random;
    private final long[] lastTradeId;

    /** Continues at these prices; {@code firstTradeId} keeps ids unique over restarts. */
    TickMaker(
            List<Listing> listings,
            SyntheticParameters parameters,
            double[] prices,
            long firstTradeId) {
        this.listings = listings;
        this.parameters = parameters;
        this.model = new PriceModel(listings, parameters, parameters.seed(), prices);
        this.shape = new VolumeShape(parameters.volumeShapePercent());
        this.random = new Random(parameters.seed() * 31 + 7);
        this.lastTradeId = new long[listings.size()];
        java.util.Arrays.fill(lastTradeId, firstTradeId - 1);
    }

    /** One step: a quote of every symbol, and some trades. */
    List<Tick> next(Instant at) {
        return next(at, parameters.secondsPerTick());
    }

    /** The same, a step of that many seconds. */
    List<Tick> next(Instant at, double seconds) {
        model.advance(seconds);
        double activity = shape.at(at);
        List<Tick> ticks = new ArrayList<>(listings.size() * 2);
        for (int i = 0; i < listings.size(); i++) {
            Tick.Quote quote = quote(i, at);
            ticks.add(quote);
            if (random.nextInt(100) < parameters.tradesPerQuotePercent()) {
                ticks.add(trade(i, quote, activity, at));
            }
        }
        return ticks;
    }

    private Tick.Quote quote(int i, Instant at) {
        double cents = model.price(i) * 100;
        long spread = Math.max(1, Math.round(cents * parameters.quoteSpreadBps() / 10_000));
        long bid = Math.max(1, Math.round(cents - spread / 2.0));
        return new Tick.Quote(
                listings.get(i).symbol(),
                BigDecimal.valueOf(bid, 2),
                BigDecimal.valueOf(100L * (1 + random.nextInt(10))),
                BigDecimal.valueOf(bid + spread, 2),
                BigDecimal.valueOf(100L * (1 + random.nextInt(10))),
                VENUE,
                REGULAR_QUOTE,
                listings.get(i).tape(),
                at);
    }

    private Tick.Trade trade(int i, Tick.Quote quote, double activity, Instant at) {
        boolean sells = random.nextBoolean();
        return new Tick.Trade(
                quote.symbol(),
                ++lastTradeId[i],
                sells ? quote.bid() : quote.ask(),
                BigDecimal.valueOf(size(activity)),
                sells ? Tick.Taker.SELLER : Tick.Taker.BUYER,
                VENUE,
                REGULAR_TRADE,
                quote.tape(),
                at);
    }

    private long size(double activity) {
        double exponential = -Math.log(1 - random.nextDouble());
        return Math.max(1, Math.round(parameters.meanTradeShares() * activity * exponential));
    }

    /** The next number, for a trade that is not made here. */
    long takeTradeId(String symbol) {
        for (int i = 0; i < listings.size(); i++) {
            if (listings.get(i).symbol().equals(symbol)) {
                return ++lastTradeId[i];
            }
        }
        throw new IllegalArgumentException("not made here: " + symbol);
    }

    double[] prices() {
        return model.prices();
    }

    long nextTradeId() {
        long highest = 0;
        for (long id : lastTradeId) {
            highest = Math.max(highest, id);
        }
        return highest + 1;
    }
}
