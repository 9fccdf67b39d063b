package io.openbell.kernel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.openbell.kernel.statistics.MacKinnon.Level;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Against values that others published: Stata's manual ([TS] dfuller) on the airline passengers of Box and Jenkins, and the
 * test suite of statsmodels 0.14 (test_stattools.py, generated with Stata and R) on US macroeconomic series.
 */
class PublishedValuesTest {

    /** Thousands of passengers a month, 1949 to 1960 (Box and Jenkins, series G). */
    private static final double[] AIRLINE = {
        112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149,
        170, 170, 158, 133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166,
        171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243,
        264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229,
        242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374,
        413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336,
        340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472,
        548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432
    };

    @Test
    void shouldGiveTheStatisticOfStatasManual() {
        DickeyFuller test = DickeyFuller.withConstant(AIRLINE, 0);

        assertThat(test.observations()).isEqualTo(143);
        assertThat(test.statistic()).isCloseTo(-1.748, within(0.0005));
        assertThat(MacKinnon.ONE_SERIES.probability(test.statistic()))
                .isCloseTo(0.4065, within(0.0001));
    }

    @Test
    void shouldGiveTheStatisticsOfStatsmodels() throws IOException {
        DickeyFuller output = DickeyFuller.withConstant(column(2), 4);
        DickeyFuller inflation = DickeyFuller.withConstant(column(4), 1);

        assertThat(output.statistic()).isCloseTo(0.97505319, within(1e-5));
        assertThat(MacKinnon.ONE_SERIES.probability(output.statistic()))
                .isCloseTo(0.99399563, within(1e-6));
        assertThat(inflation.statistic()).isCloseTo(-4.3346988, within(1e-6));
        assertThat(MacKinnon.ONE_SERIES.probability(inflation.statistic()))
                .isCloseTo(0.00038661, within(1e-6));
    }

    @Test
    void shouldGiveTheCointegrationOfStatsmodels() throws IOException {
        Cointegration test = Cointegration.of(column(3), column(2), 0);

        assertThat(test.statistic()).isCloseTo(-1.830170986148, within(1e-9));
        assertThat(test.probability()).isCloseTo(0.61495456, within(1e-6));
    }

    @Test
    void shouldGiveTheCriticalValuesOfStatsmodels() {
        assertThat(MacKinnon.ONE_SERIES.criticalValue(Level.ONE_PERCENT, 143))
                .isCloseTo(-3.4769274, within(1e-6));
        assertThat(MacKinnon.ONE_SERIES.criticalValue(Level.FIVE_PERCENT, 143))
                .isCloseTo(-2.8819726, within(1e-6));
        assertThat(MacKinnon.ONE_SERIES.criticalValue(Level.TEN_PERCENT, 143))
                .isCloseTo(-2.5776654, within(1e-6));
        assertThat(MacKinnon.TWO_SERIES.criticalValue(Level.ONE_PERCENT, 202))
                .isCloseTo(-3.95147899, within(1e-6));
        assertThat(MacKinnon.TWO_SERIES.criticalValue(Level.FIVE_PERCENT, 202))
                .isCloseTo(-3.36654523, within(1e-6));
        assertThat(MacKinnon.TWO_SERIES.criticalValue(Level.TEN_PERCENT, 202))
                .isCloseTo(-3.0655127, within(1e-6));
    }

    @Test
    void shouldSayAsRarelyAsItPromisesThatTwoWalksBelongTogether() {
        int wrong = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            double[] first = walk(random);
            if (Cointegration.of(first, walk(random), 1).probability() < 0.05) {
                wrong++;
            }
        }
        // A promise of 5 %; three standard deviations of a count of 2,000 are 29.
        assertThat(wrong).isBetween(100 - 45, 100 + 45);
    }

    @Test
    void shouldFindTheHalfLifeAndTheRatioThatASeriesWasMadeWith() {
        Random random = new Random(7);
        double[] second = walk(random);
        double[] first = new double[second.length];
        double[] spread = new double[second.length];
        for (int at = 1; at < first.length; at++) {
            spread[at] = spread[at - 1] * Math.pow(0.5, 1 / 5.0) + 0.1 * random.nextGaussian();
        }
        for (int at = 0; at < first.length; at++) {
            first[at] = 1.5 * second[at] + spread[at];
        }

        assertThat(HalfLife.of(spread)).isBetween(3.5, 7.0);
        assertThat(HedgeRatio.of(first, second)).isCloseTo(1.5, within(0.03));
        assertThat(HedgeRatio.of(second, first))
                .isCloseTo(1 / HedgeRatio.of(first, second), within(1e-9));
        assertThat(Cointegration.of(first, second, 1).probability()).isLessThan(0.01);
    }

    @Test
    void shouldSayThatASeriesDoesNotComeBack() {
        double[] away = {1, 2, 4, 8, 16, 32};

        assertThat(HalfLife.of(away)).isInfinite();
        assertThat(HedgeRatio.of(new double[] {1, 1}, new double[] {1, 2})).isNaN();
    }

    @Test
    void shouldRefuseWhatCannotBeFitted() {
        double[] still = new double[20];
        Arrays.fill(still, 5);

        assertThatThrownBy(() -> DickeyFuller.withConstant(still, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("combination");
        assertThatThrownBy(() -> DickeyFuller.withConstant(new double[] {1, 2, 3}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too few");
        assertThatThrownBy(() -> Regression.of(new double[] {1}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] walk(Random random) {
        double[] walk = new double[300];
        for (int at = 1; at < walk.length; at++) {
            walk[at] = walk[at - 1] + random.nextGaussian();
        }
        return walk;
    }

    private static double[] column(int number) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        PublishedValuesTest.class.getResourceAsStream(
                                                "/statistics/us-macro.csv")),
                                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .mapToDouble(line -> Double.parseDouble(line.split(",")[number]))
                    .toArray();
        }
    }
}
