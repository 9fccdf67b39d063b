package io.openbell.kernel.statistics;

import java.util.Arrays;

/**
 * Ordinary least squares by Householder's QR (Golub and Van Loan, Matrix Computations, 5.3.2), which stays exact where the
 * normal equations do not: regressors of very different sizes.
 *
 * <p>Arrays are the regression's own: they must not be changed.
 *
 * @param coefficients   one a regressor, in their order
 * @param standardErrors of the coefficients; the same order
 * @param residuals      what is left of each observation
 */
public record Regression(double[] coefficients, double[] standardErrors, double[] residuals) {

    private static final double LEAST_PIVOT = 1e-12;

    /**
     * The fit.
     *
     * @param observed   n observations
     * @param regressors k columns of n values each; a column of ones is the intercept
     * @throws IllegalArgumentException unless there are more observations than regressors, all columns are as long as
     *     {@code observed}, and none is a combination of the others
     */
    public static Regression of(double[] observed, double[]... regressors) {
        int n = observed.length;
        int k = regressors.length;
        if (n <= k || k == 0) {
            throw new IllegalArgumentException(
                    "a regression on " + k + " columns needs more observations, has " + n);
        }
        double[][] columns = new double[k][];
        for (int column = 0; column < k; column++) {
            if (regressors[column].length != n) {
                throw new IllegalArgumentException(
                        "column " + column + " has " + regressors[column].length + " of " + n);
            }
            columns[column] = regressors[column].clone();
        }
        double[] rotated = observed.clone();
        double[] diagonal = triangulate(columns, rotated, regressors);
        double[] coefficients = solve(columns, diagonal, rotated);
        double[] residuals = residuals(observed, regressors, coefficients);
        double variance = squares(residuals) / (n - k);
        return new Regression(coefficients, errors(columns, diagonal, variance), residuals);
    }

    /** Coefficient over its standard error. */
    public double tStatistic(int column) {
        return coefficients[column] / standardErrors[column];
    }

    /** Reflects column after column; what stands above the diagonal is R, the diagonal is returned. */
    private static double[] triangulate(
            double[][] columns, double[] rotated, double[][] regressors) {
        int n = rotated.length;
        double[] diagonal = new double[columns.length];
        for (int column = 0; column < columns.length; column++) {
            double[] mirror = columns[column];
            double norm = 0;
            for (int row = column; row < n; row++) {
                norm = Math.hypot(norm, mirror[row]);
            }
            double size = Math.sqrt(squares(regressors[column]));
            if (!(norm > LEAST_PIVOT * size)) {
                throw new IllegalArgumentException(
                        "column " + column + " is a combination of those before it");
            }
            diagonal[column] = mirror[column] > 0 ? -norm : norm;
            mirror[column] -= diagonal[column];
            double half = 0;
            for (int row = column; row < n; row++) {
                half += mirror[row] * mirror[row];
            }
            for (int later = column + 1; later < columns.length; later++) {
                reflect(mirror, column, half, columns[later]);
            }
            reflect(mirror, column, half, rotated);
        }
        return diagonal;
    }

    private static void reflect(double[] mirror, int from, double half, double[] values) {
        double dot = 0;
        for (int row = from; row < values.length; row++) {
            dot += mirror[row] * values[row];
        }
        double scale = 2 * dot / half;
        for (int row = from; row < values.length; row++) {
            values[row] -= scale * mirror[row];
        }
    }

    private static double[] solve(double[][] columns, double[] diagonal, double[] rotated) {
        double[] solution = Arrays.copyOf(rotated, diagonal.length);
        for (int row = diagonal.length - 1; row >= 0; row--) {
            for (int column = row + 1; column < diagonal.length; column++) {
                solution[row] -= columns[column][row] * solution[column];
            }
            solution[row] /= diagonal[row];
        }
        return solution;
    }

    /** The diagonal of the inverse of R'R is made of the rows of the inverse of R. */
    private static double[] errors(double[][] columns, double[] diagonal, double variance) {
        int k = diagonal.length;
        double[] sums = new double[k];
        for (int unit = 0; unit < k; unit++) {
            double[] right = new double[k];
            right[unit] = 1;
            double[] inverse = solve(columns, diagonal, right);
            for (int row = 0; row < k; row++) {
                sums[row] += inverse[row] * inverse[row];
            }
        }
        for (int row = 0; row < k; row++) {
            sums[row] = Math.sqrt(variance * sums[row]);
        }
        return sums;
    }

    private static double[] residuals(
            double[] observed, double[][] regressors, double[] coefficients) {
        double[] residuals = observed.clone();
        for (int column = 0; column < coefficients.length; column++) {
            for (int row = 0; row < residuals.length; row++) {
                residuals[row] -= coefficients[column] * regressors[column][row];
            }
        }
        return residuals;
    }

    private static double squares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }
}
