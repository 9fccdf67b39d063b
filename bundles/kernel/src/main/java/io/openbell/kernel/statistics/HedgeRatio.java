package io.openbell.kernel.statistics;

/** How much of the second moves as much as one of the first. */
public final class HedgeRatio {

    private HedgeRatio() {}

    /**
     * By total least squares, which takes both for inexact (Golub and Van Loan, An analysis of the total least squares
     * problem, 1980; closed form for a line): exchanging the series gives the reciprocal, unlike with ordinary least squares.
     *
     * @return units of {@code first} per unit of {@code second}; NaN where they do not move together at all
     */
    public static double of(double[] first, double[] second) {
        if (first.length != second.length || first.length < 2) {
            throw new IllegalArgumentException(
                    "two series of one length, 2 or more, were "
                            + first.length
                            + " and "
                            + second.length);
        }
        double meanFirst = mean(first);
        double meanSecond = mean(second);
        double firsts = 0;
        double seconds = 0;
        double both = 0;
        for (int at = 0; at < first.length; at++) {
            double ofFirst = first[at] - meanFirst;
            double ofSecond = second[at] - meanSecond;
            firsts += ofFirst * ofFirst;
            seconds += ofSecond * ofSecond;
            both += ofFirst * ofSecond;
        }
        if (both == 0) {
            return Double.NaN;
        }
        double difference = firsts - seconds;
        return (difference + Math.sqrt(difference * difference + 4 * both * both)) / (2 * both);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
