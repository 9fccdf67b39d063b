package io.openbell.simulator.market;

/** Prices that move at random, in the order of some listings. */
interface Walk {

    /** One step of that many seconds. */
    void advance(double seconds);

    /** All present prices, in each listing's quote currency. */
    double[] prices();
}
