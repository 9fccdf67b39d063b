package io.openbell.simulator.market;

import java.util.List;
import java.util.Random;

/**
 * Prices of BTC/USD, ETH/USD and ETH/BTC, in this order. The third is the ratio of the others times the exponential of a
 * deviation, which forgets half of itself every two seconds, stays well within the spread, and jumps now and then.
 */
final class CryptoModel implements Walk {

    static final List<Listing> LISTINGS =
            List.of(
                    pair("BTC/USD", "Bitcoin / US Dollar", 95_000, "0.00001", "0.01"),
                    pair("ETH/USD", "Ethereum / US Dollar", 3_300, "0.0001", "0.01"),
                    pair("ETH/BTC", "Ethereum / Bitcoin", 3_300 / 95_000.0, "0.0001", "0.0000001"));

    private static final double SECONDS_PER_YEAR = 365.0 * 24 * 3600;
    private static final double CORRELATION = 0.8;
    private static final double HALF_LIFE_SECONDS = 2;
    private static final double CALM_BPS = 0.3;

    private final CryptoParameters parameters;
    private final Random random;
    private double bitcoin;
    private double ether;
    private double deviation;

    CryptoModel(CryptoParameters parameters, long seed, double[] prices) {
        this.parameters = parameters;
        this.random = new Random(seed);
        this.bitcoin = Math.log(prices[0]);
        this.ether = Math.log(prices[1]);
        this.deviation = Math.log(prices[2]) - ether + bitcoin;
    }

    private static Listing pair(
            String symbol, String name, double start, String minimum, String priceIncrement) {
        return new Listing(
                symbol,
                name,
                AssetClass.CRYPTO,
                "CRYPTO",
                "",
                "",
                start,
                TradingTerms.crypto(minimum, "0.000000001", priceIncrement));
    }

    @Override
    public void advance(double seconds) {
        double perStep =
                parameters.volatilityPercentPerYear() / 100 * Math.sqrt(seconds / SECONDS_PER_YEAR);
        double common = random.nextGaussian();
        double own = random.nextGaussian();
        bitcoin += perStep * common;
        ether += perStep * (CORRELATION * common + Math.sqrt(1 - CORRELATION * CORRELATION) * own);
        double kept = Math.pow(0.5, seconds / HALF_LIFE_SECONDS);
        deviation =
                deviation * kept
                        + CALM_BPS / 10_000 * Math.sqrt(1 - kept * kept) * random.nextGaussian();
        double chance = parameters.triangleJumpsPerHour() * seconds / 3600;
        if (random.nextDouble() < chance) {
            double size = parameters.triangleJumpBps() / 10_000 * (0.5 + random.nextDouble() / 2);
            deviation += random.nextBoolean() ? size : -size;
        }
    }

    @Override
    public double[] prices() {
        return new double[] {
            Math.exp(bitcoin), Math.exp(ether), Math.exp(ether - bitcoin + deviation)
        };
    }
}
