package io.openbell.kernel.statistics;

import java.util.Arrays;

/**
 * Whether two series that walk hold on to each other: the two steps of Engle and Granger (Econometrica 55, 1987). The first
 * is regressed on the second; if what is left comes back to zero, they do.
 *
 * @param statistic    Dickey and Fuller's, of the residuals
 * @param probability  0 to 1: how likely such a statistic is for two series that have nothing to do with each other
 * @param observations rows of the test's regression
 */
public record Cointegration(double statistic, double probability, int observations) {

    /**
     * Tests two series of the same length.
     *
     * @param lags earlier differences in the test of the residuals
     * @throws IllegalArgumentException if they are not of one length, too short, or do not vary
     */
    public static Cointegration of(double[] first, double[] second, int lags) {
        double[] ones = new double[first.length];
        Arrays.fill(ones, 1);
        Regression cointegrating = Regression.of(first, second, ones);
        DickeyFuller test = DickeyFuller.withoutConstant(cointegrating.residuals(), lags);
        return new Cointegration(
                test.statistic(),
                MacKinnon.TWO_SERIES.probability(test.statistic()),
                test.observations());
    }
}
