package io.openbell.kernel.statistics;

import java.util.Arrays;

/** How long a series takes to come back half of the way to its mean. */
public final class HalfLife {

    private HalfLife() {}

    /**
     * Of a series that reverts as Ornstein and Uhlenbeck's does: with each difference regressed on the level before it, slope
     * s, half of the way takes -ln 2 / ln(1 + s).
     *
     * @return in samples; infinite where it does not come back, zero where it comes back within one
     * @throws IllegalArgumentException if it has fewer than four values, or does not vary
     */
    public static double of(double[] series) {
        int rows = series.length - 1;
        double[] difference = new double[Math.max(0, rows)];
        for (int at = 0; at < rows; at++) {
            difference[at] = series[at + 1] - series[at];
        }
        double[] ones = new double[difference.length];
        Arrays.fill(ones, 1);
        double[] level = Arrays.copyOf(series, difference.length);
        double slope = Regression.of(difference, level, ones).coefficients()[0];
        if (slope >= 0) {
            return Double.POSITIVE_INFINITY;
        }
        return slope <= -1 ? 0 : -Math.log(2) / Math.log1p(slope);
    }
}
