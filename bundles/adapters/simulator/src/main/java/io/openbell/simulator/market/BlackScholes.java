package io.openbell.simulator.market;

/**
 * Value and sensitivities of a European option by Black, Scholes and Merton (1973), with a continuous yield.
 *
 * @param value per share
 * @param delta per dollar of the underlying
 * @param gamma change of delta per dollar
 * @param theta per day of 365
 * @param vega  per point (0.01) of volatility
 * @param rho   per point (0.01) of interest
 */
record BlackScholes(
        double value, double delta, double gamma, double theta, double vega, double rho) {

    private static final double DAYS = 365;
    private static final double POINTS = 100;

    /** Rates and volatility per year, as fractions; time in years, above zero. */
    static BlackScholes of(
            boolean call,
            double spot,
            double strike,
            double years,
            double rate,
            double yield,
            double volatility) {
        double root = volatility * Math.sqrt(years);
        double d1 =
                (Math.log(spot / strike) + (rate - yield + volatility * volatility / 2) * years)
                        / root;
        double d2 = d1 - root;
        double sign = call ? 1 : -1;
        double spotNow = spot * Math.exp(-yield * years);
        double strikeNow = strike * Math.exp(-rate * years);
        double inSpot = sign * spotNow * normal(sign * d1);
        double inStrike = sign * strikeNow * normal(sign * d2);
        double density = Math.exp(-d1 * d1 / 2) / Math.sqrt(2 * Math.PI);
        return new BlackScholes(
                inSpot - inStrike,
                sign * Math.exp(-yield * years) * normal(sign * d1),
                spotNow * density / (spot * spot * root),
                (-spotNow * density * volatility / (2 * Math.sqrt(years))
                                - rate * inStrike
                                + yield * inSpot)
                        / DAYS,
                spotNow * density * Math.sqrt(years) / POINTS,
                years * inStrike / POINTS);
    }

    /** The cumulative normal distribution, by Hart (1968) as given by West (2005); exact to about fifteen digits. */
    static double normal(double x) {
        double z = Math.abs(x);
        double tail;
        if (z > 37) {
            tail = 0;
        } else {
            double exponential = Math.exp(-z * z / 2);
            if (z < 7.07106781186547) {
                double up = 3.52624965998911e-02 * z + 0.700383064443688;
                up = up * z + 6.37396220353165;
                up = up * z + 33.912866078383;
                up = up * z + 112.079291497871;
                up = up * z + 221.213596169931;
                up = up * z + 220.206867912376;
                double down = 8.83883476483184e-02 * z + 1.75566716318264;
                down = down * z + 16.064177579207;
                down = down * z + 86.7807322029461;
                down = down * z + 296.564248779674;
                down = down * z + 637.333633378831;
                down = down * z + 793.826512519948;
                down = down * z + 440.413735824752;
                tail = exponential * up / down;
            } else {
                double fraction = z + 0.65;
                for (int k = 4; k >= 1; k--) {
                    fraction = z + k / fraction;
                }
                tail = exponential / fraction / 2.506628274631;
            }
        }
        return x > 0 ? 1 - tail : tail;
    }
}
