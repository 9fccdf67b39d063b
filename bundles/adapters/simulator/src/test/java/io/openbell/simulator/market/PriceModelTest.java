package io.openbell.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PriceModelTest {

    private static final int STEPS = 40_000;
    private static final List<Listing> LISTINGS = Listing.SYNTHETIC;

    private final SyntheticParameters parameters = SyntheticParameters.DEFAULTS;
    private final double[][] logPrices = path(parameters.seed());

    private double[][] path(long seed) {
        PriceModel model =
                new PriceModel(LISTINGS, parameters, seed, MarketMemory.initial(LISTINGS).prices());
        double[][] path = new double[LISTINGS.size()][STEPS];
        for (int step = 0; step < STEPS; step++) {
            model.advance(1);
            for (int i = 0; i < path.length; i++) {
                path[i][step] = Math.log(model.price(i));
            }
        }
        return path;
    }

    @Test
    void shouldRepeatItselfWithTheSameSeedOnly() {
        assertThat(path(parameters.seed())).isDeepEqualTo(logPrices);
        assertThat(path(parameters.seed() + 1)[0]).isNotEqualTo(logPrices[0]);
    }

    @Test
    void shouldMoveAsMuchAsStated() {
        double perSecond = deviation(returns("AAPL"));

        double perYear = perSecond * Math.sqrt(PriceModel.TRADING_SECONDS_PER_YEAR);
        assertThat(perYear).isCloseTo(0.40, within(0.01));
    }

    @Test
    void shouldCorrelateThroughTheMarketAndMoreWithinASector() {
        assertThat(correlation(returns("AAPL"), returns("JPM"))).isCloseTo(0.50, within(0.03));
        assertThat(correlation(returns("KO"), returns("XOM"))).isCloseTo(0.50, within(0.03));
        assertThat(correlation(returns("AAPL"), returns("MSFT"))).isCloseTo(0.75, within(0.03));
    }

    @Test
    void shouldKeepThePairsTogetherAndNobodyElse() {
        assertThat(deviation(spread("PEP", "KO")) * 10_000).isCloseTo(20, within(3.0));
        assertThat(deviation(spread("CVX", "XOM")) * 10_000).isCloseTo(20, within(3.0));
        assertThat(deviation(spread("MSFT", "AAPL")) * 10_000).isGreaterThan(60);
    }

    @Test
    void shouldForgetHalfOfAPairsDeviationWithinTheStatedTime() {
        assertThat(halfLifeSeconds(spread("PEP", "KO"))).isCloseTo(60, within(10.0));
        assertThat(halfLifeSeconds(spread("CVX", "XOM"))).isCloseTo(60, within(10.0));
        assertThat(halfLifeSeconds(spread("MSFT", "AAPL"))).isGreaterThan(1_000);
    }

    @Test
    void shouldStayPositiveInTheWildestMarket() {
        SyntheticParameters wild =
                new SyntheticParameters(1, 4, 50, 1_000, 50, 25, 1_000, 1, 2, 100, 100, 0);
        PriceModel model =
                new PriceModel(LISTINGS, wild, 1, MarketMemory.initial(LISTINGS).prices());
        for (int step = 0; step < 2_000; step++) {
            model.advance(23_400);
            assertThat(java.util.Arrays.stream(model.prices()))
                    .allMatch(price -> price > 0 && Double.isFinite(price));
        }
    }

    private double[] series(String symbol) {
        for (int i = 0; i < LISTINGS.size(); i++) {
            if (LISTINGS.get(i).symbol().equals(symbol)) {
                return logPrices[i];
            }
        }
        throw new IllegalArgumentException(symbol);
    }

    private double[] returns(String symbol) {
        double[] prices = series(symbol);
        double[] returns = new double[prices.length - 1];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = prices[i + 1] - prices[i];
        }
        return returns;
    }

    private double[] spread(String one, String other) {
        double[] first = series(one);
        double[] second = series(other);
        double[] spread = new double[first.length];
        for (int i = 0; i < spread.length; i++) {
            spread[i] = first[i] - second[i];
        }
        return spread;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double covariance(double[] one, double[] other) {
        double meanOne = mean(one);
        double meanOther = mean(other);
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - meanOne) * (other[i] - meanOther);
        }
        return sum / one.length;
    }

    private static double deviation(double[] values) {
        return Math.sqrt(covariance(values, values));
    }

    private static double correlation(double[] one, double[] other) {
        return covariance(one, other) / (deviation(one) * deviation(other));
    }

    /** From a regression of each value on the one before. */
    private static double halfLifeSeconds(double[] spread) {
        double[] before = java.util.Arrays.copyOf(spread, spread.length - 1);
        double[] after = java.util.Arrays.copyOfRange(spread, 1, spread.length);
        double kept = covariance(before, after) / covariance(before, before);
        return Math.log(0.5) / Math.log(kept);
    }
}
