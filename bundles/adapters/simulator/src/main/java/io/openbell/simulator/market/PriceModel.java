package io.openbell.simulator.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Correlated prices. Each symbol's log price is a random walk driven by a factor all share, one its sector shares, and one
 * of its own. A symbol with a partner has none: its log price is the partner's plus a constant plus an Ornstein-Uhlenbeck
 * spread, so that the two are cointegrated with a hedge ratio of one (in value).
 *
 * <p>Both kinds of process look the same when time runs backwards, so a path that begins at today's prices and is read from
 * its end is as good a past as any.
 */
public final class PriceModel implements Walk {

    /** 252 days of 6.5 hours. */
    static final double TRADING_SECONDS_PER_YEAR = 252 * 6.5 * 3600;

    private static final double LOWEST_LOG_PRICE = Math.log(1.0);

    private final List<Listing> listings;
    private final SyntheticParameters parameters;
    private final Random random;
    private final List<String> sectors;
    private final int[] sectorOf;
    private final int[] partnerOf;
    private final double[] logPrice;

    /** Continues at these prices, in dollars, in the order of the listings. */
    public PriceModel(
            List<Listing> listings, SyntheticParameters parameters, long seed, double[] prices) {
        this.listings = listings;
        this.parameters = parameters;
        this.random = new Random(seed);
        this.sectors = listings.stream().map(Listing::sector).distinct().toList();
        this.sectorOf = listings.stream().mapToInt(l -> sectors.indexOf(l.sector())).toArray();
        List<String> symbols = new ArrayList<>(listings.stream().map(Listing::symbol).toList());
        this.partnerOf = listings.stream().mapToInt(l -> symbols.indexOf(l.partner())).toArray();
        this.logPrice = new double[prices.length];
        for (int i = 0; i < prices.length; i++) {
            logPrice[i] = Math.log(prices[i]);
        }
    }

    @Override
    public void advance(double seconds) {
        double perStep =
                parameters.volatilityPercentPerYear()
                        / 100
                        * Math.sqrt(seconds / TRADING_SECONDS_PER_YEAR);
        double marketShare = parameters.marketSharePercent() / 100;
        double sectorShare = parameters.sectorSharePercent() / 100;
        double market = Math.sqrt(marketShare) * random.nextGaussian();
        double[] sector = new double[sectors.size()];
        for (int i = 0; i < sector.length; i++) {
            sector[i] = Math.sqrt(sectorShare) * random.nextGaussian();
        }
        double own = Math.sqrt(1 - marketShare - sectorShare);
        double kept = Math.pow(0.5, seconds / parameters.pairHalfLifeSeconds());
        double stirred = parameters.pairSpreadBps() / 10_000 * Math.sqrt(1 - kept * kept);
        double[] before = logPrice.clone();
        for (int i = 0; i < logPrice.length; i++) {
            int partner = partnerOf[i];
            double noise = random.nextGaussian();
            if (partner < 0) {
                logPrice[i] += perStep * (market + sector[sectorOf[i]] + own * noise);
                logPrice[i] = Math.max(logPrice[i], LOWEST_LOG_PRICE);
            } else {
                double level = level(i, partner);
                double spread = before[i] - before[partner] - level;
                logPrice[i] = logPrice[partner] + level + spread * kept + stirred * noise;
            }
        }
    }

    private double level(int i, int partner) {
        return Math.log(listings.get(i).startDollars() / listings.get(partner).startDollars());
    }

    /** The present price in dollars. */
    public double price(int i) {
        return Math.exp(logPrice[i]);
    }

    @Override
    public double[] prices() {
        double[] prices = new double[logPrice.length];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = price(i);
        }
        return prices;
    }
}
