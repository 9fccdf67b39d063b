package io.openbell.kernel.arbitrage;

import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Symbol;

/**
 * What the venue takes of each trade's value.
 *
 * @param stockBps  in basis points, zero or more
 * @param cryptoBps in basis points, zero or more
 */
public record TradingFees(double stockBps, double cryptoBps) {

    /** Refuses negative fees, and what is no number. */
    public TradingFees {
        if (!(stockBps >= 0) || !(cryptoBps >= 0)) {
            throw new IllegalArgumentException(
                    "fees must be 0 or more, were " + stockBps + " and " + cryptoBps);
        }
    }

    /** In basis points of the value of one trade. */
    public double bps(Symbol symbol) {
        return symbol.assetClass() == AssetClass.CRYPTO ? cryptoBps : stockBps;
    }

    /** What is left of a value of 1 after one trade. */
    double kept(Symbol symbol) {
        return 1 - bps(symbol) / 10_000;
    }
}
