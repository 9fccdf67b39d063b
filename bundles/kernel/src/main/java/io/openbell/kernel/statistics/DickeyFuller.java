package io.openbell.kernel.statistics;

import java.util.Arrays;

/**
 * The augmented Dickey-Fuller test: does a series come back, or does it walk? Its statistic is the t statistic of the level
 * in the regression of each difference on the level before it and on earlier differences (Said and Dickey, Biometrika 71,
 * 1984). The more negative, the less it walks; {@link MacKinnon} says how negative is enough.
 *
 * @param statistic    t statistic of the level
 * @param lags         earlier differences in the regression
 * @param observations rows of the regression
 */
public record DickeyFuller(double statistic, int lags, int observations) {

    /**
     * Of a series whose mean is not known: the regression has a constant.
     *
     * @throws IllegalArgumentException if the series is too short for the lags, or does not vary
     */
    public static DickeyFuller withConstant(double[] series, int lags) {
        return of(series, lags, true);
    }

    /** Of a series around zero: residuals. Throws as {@link #withConstant}. */
    public static DickeyFuller withoutConstant(double[] series, int lags) {
        return of(series, lags, false);
    }

    private static DickeyFuller of(double[] series, int lags, boolean constant) {
        int rows = series.length - 1 - lags;
        if (lags < 0 || rows <= lags + 2) {
            throw new IllegalArgumentException(
                    "lags must be 0 or more, and "
                            + series.length
                            + " values are too few for "
                            + lags);
        }
        double[] difference = new double[series.length - 1];
        for (int at = 0; at < difference.length; at++) {
            difference[at] = series[at + 1] - series[at];
        }
        double[][] columns = new double[1 + lags + (constant ? 1 : 0)][];
        columns[0] = Arrays.copyOfRange(series, lags, series.length - 1);
        for (int lag = 1; lag <= lags; lag++) {
            columns[lag] = Arrays.copyOfRange(difference, lags - lag, difference.length - lag);
        }
        if (constant) {
            double[] ones = new double[rows];
            Arrays.fill(ones, 1);
            columns[lags + 1] = ones;
        }
        double[] explained = Arrays.copyOfRange(difference, lags, difference.length);
        return new DickeyFuller(Regression.of(explained, columns).tStatistic(0), lags, rows);
    }
}
