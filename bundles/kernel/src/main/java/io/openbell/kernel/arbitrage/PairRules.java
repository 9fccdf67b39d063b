package io.openbell.kernel.arbitrage;

import java.time.Duration;

/**
 * When two prices count as belonging together, and as being apart.
 *
 * @param sampleEvery     pause between two looks
 * @param window          looks that are kept, 30 or more
 * @param warmUp          looks before the first test, 30 to {@code window}
 * @param lags            earlier differences in the test, 0 to 10
 * @param maxProbability  of the test, 0 to 1: how likely two strangers would look like that
 * @param maxHalfLife     in looks: slower ways back are not waited for
 * @param entryDeviations standard deviations from the mean from which on it is worth a word
 */
public record PairRules(
        Duration sampleEvery,
        int window,
        int warmUp,
        int lags,
        double maxProbability,
        double maxHalfLife,
        double entryDeviations) {

    private static final int LEAST = 30;

    /** Refuses what is out of range. */
    public PairRules {
        if (sampleEvery.isNegative() || sampleEvery.isZero()) {
            throw new IllegalArgumentException("sampleEvery must be positive, was " + sampleEvery);
        }
        if (warmUp < LEAST || window < warmUp || lags < 0 || lags > 10) {
            throw new IllegalArgumentException(
                    "30 <= warmUp <= window and 0 <= lags <= 10 must hold, were "
                            + warmUp
                            + ", "
                            + window
                            + ", "
                            + lags);
        }
        if (!(maxProbability > 0 && maxProbability <= 1)
                || !(maxHalfLife > 0)
                || !(entryDeviations > 0)) {
            throw new IllegalArgumentException(
                    "maxProbability within 0 and 1, maxHalfLife and entryDeviations positive, were "
                            + maxProbability
                            + ", "
                            + maxHalfLife
                            + ", "
                            + entryDeviations);
        }
    }
}
