package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Quotes around the prices of coins, and trades at bid or ask, with random numbers of their own. */
final class CryptoTicks {

    private static final double MEAN_TRADE_DOLLARS = 2_000;
    private static final int SIZE_DECIMALS = 6;

    private final CryptoParameters parameters;
    private final int tradesPerQuotePercent;
    private final CryptoModel model;
    private final Random random;
    private final long[] lastTradeId;

    CryptoTicks(
            CryptoParameters parameters,
            int tradesPerQuotePercent,
            long seed,
            double[] prices,
            long firstTradeId) {
        this.parameters = parameters;
        this.tradesPerQuotePercent = tradesPerQuotePercent;
        this.model = new CryptoModel(parameters, seed * 31 + 17, prices);
        this.random = new Random(seed * 31 + 19);
        this.lastTradeId = new long[prices.length];
        Arrays.fill(lastTradeId, firstTradeId - 1);
    }

    /** One step of that many seconds. */
    List<Tick> next(Instant at, double seconds) {
        model.advance(seconds);
        double[] prices = model.prices();
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < prices.length; i++) {
            Listing listing = CryptoModel.LISTINGS.get(i);
            double base = i == 0 ? prices[0] : prices[1];
            Tick.Quote quote = quote(listing, prices[i], base, at);
            ticks.add(quote);
            if (random.nextInt(100) < tradesPerQuotePercent) {
                ticks.add(trade(i, quote, base));
            }
        }
        return ticks;
    }

    private Tick.Quote quote(Listing listing, double price, double baseDollars, Instant at) {
        BigDecimal step = listing.terms().priceIncrement();
        double half = price * parameters.spreadBps() / 20_000;
        BigDecimal bid = onGrid(price - half, step, RoundingMode.FLOOR).max(step);
        BigDecimal ask = onGrid(price + half, step, RoundingMode.CEILING).max(bid.add(step));
        return new Tick.Quote(
                listing.symbol(),
                bid,
                size(50_000 / baseDollars),
                ask,
                size(50_000 / baseDollars),
                "",
                List.of(),
                "",
                at);
    }

    private static BigDecimal onGrid(double price, BigDecimal step, RoundingMode mode) {
        return BigDecimal.valueOf(price).setScale(step.scale(), mode);
    }

    private Tick.Trade trade(int i, Tick.Quote quote, double baseDollars) {
        boolean sells = random.nextBoolean();
        return new Tick.Trade(
                quote.symbol(),
                ++lastTradeId[i],
                sells ? quote.bid() : quote.ask(),
                size(MEAN_TRADE_DOLLARS / baseDollars),
                sells ? Tick.Taker.SELLER : Tick.Taker.BUYER,
                "",
                List.of(),
                "",
                quote.at());
    }

    private BigDecimal size(double mean) {
        double drawn = mean * -Math.log(1 - random.nextDouble());
        return BigDecimal.valueOf(drawn)
                .setScale(SIZE_DECIMALS, RoundingMode.HALF_EVEN)
                .max(BigDecimal.valueOf(1, SIZE_DECIMALS));
    }

    double[] prices() {
        return model.prices();
    }

    long nextTradeId() {
        return Arrays.stream(lastTradeId).max().orElse(0) + 1;
    }
}
