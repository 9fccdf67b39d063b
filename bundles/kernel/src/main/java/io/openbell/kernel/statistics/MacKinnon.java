package io.openbell.kernel.statistics;

/**
 * How likely a statistic of Dickey and Fuller is for series that only walk, in regressions with a constant.
 *
 * <p>Probabilities: J. G. MacKinnon, "Approximate asymptotic distribution functions for unit-root and cointegration tests",
 * Journal of Business and Economic Statistics 12 (1994), tables 3 and 4. Critical values: the same, "Critical values for
 * cointegration tests", Queen's Economics Department working paper 1227 (2010), table 2.
 */
public enum MacKinnon {
    /** One series: is it stationary? */
    ONE_SERIES(
            new double[] {-18.83, -1.61, 2.74},
            new double[] {2.1659, 1.4412, 0.038269},
            new double[] {1.7339, 0.93202, -0.12745, -0.010368},
            new double[][] {
                {-3.43035, -6.5393, -16.786, -79.433},
                {-2.86154, -2.8903, -4.234, -40.040},
                {-2.56677, -1.5384, -2.809, 0}
            }),
    /** Two series: are the residuals of one on the other stationary? */
    TWO_SERIES(
            new double[] {-18.86, -2.62, 0.92},
            new double[] {2.92, 1.5012, 0.039796},
            new double[] {2.1945, 0.64695, -0.29198, -0.042377},
            new double[][] {
                {-3.89644, -10.9519, -33.527, 0},
                {-3.33613, -6.1101, -6.823, 0},
                {-3.04445, -4.2412, -2.720, 0}
            });

    /** How often a test may be wrong about series that only walk. */
    public enum Level {
        /** One time in a hundred. */
        ONE_PERCENT,
        /** One time in twenty. */
        FIVE_PERCENT,
        /** One time in ten. */
        TEN_PERCENT
    }

    private final double least;
    private final double split;
    private final double most;
    private final double[] below;
    private final double[] above;
    private final double[][] critical;

    MacKinnon(double[] bounds, double[] below, double[] above, double[][] critical) {
        least = bounds[0];
        split = bounds[1];
        most = bounds[2];
        this.below = below;
        this.above = above;
        this.critical = critical;
    }

    /** Probability, 0 to 1, of such a statistic or a lower one if the series only walk; for many observations. */
    public double probability(double statistic) {
        if (statistic > most) {
            return 1;
        }
        if (statistic < least) {
            return 0;
        }
        return normal(polynomial(statistic <= split ? below : above, statistic));
    }

    /** A lower statistic of so many observations says, at that level, that they do not only walk. */
    public double criticalValue(Level level, int observations) {
        return polynomial(critical[level.ordinal()], 1.0 / observations);
    }

    private static double polynomial(double[] coefficients, double at) {
        double sum = 0;
        for (int power = coefficients.length - 1; power >= 0; power--) {
            sum = sum * at + coefficients[power];
        }
        return sum;
    }

    /** The normal distribution, within 1e-7: Abramowitz and Stegun, 26.2.17. */
    static double normal(double at) {
        double size = Math.abs(at);
        double t = 1 / (1 + 0.2316419 * size);
        double tail =
                Math.exp(-size * size / 2)
                        / Math.sqrt(2 * Math.PI)
                        * polynomial(
                                new double[] {
                                    0,
                                    0.319381530,
                                    -0.356563782,
                                    1.781477937,
                                    -1.821255978,
                                    1.330274429
                                },
                                t);
        return at > 0 ? 1 - tail : tail;
    }
}
