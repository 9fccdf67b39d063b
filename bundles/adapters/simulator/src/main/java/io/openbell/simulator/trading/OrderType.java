package io.openbell.simulator.trading;

import java.util.Locale;

/** How an order is priced. */
public enum OrderType {
    MARKET,
    LIMIT,
    STOP,
    STOP_LIMIT,
    TRAILING_STOP;

    boolean hasLimit() {
        return this == LIMIT || this == STOP_LIMIT;
    }

    boolean hasStop() {
        return this == STOP || this == STOP_LIMIT;
    }

    /** As Alpaca writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
