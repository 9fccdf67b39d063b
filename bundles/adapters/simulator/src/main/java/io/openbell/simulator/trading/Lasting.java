package io.openbell.simulator.trading;

import java.util.Locale;

/** Time in force: how long an order lasts. */
public enum Lasting {
    /** Until the day's end. */
    DAY,
    /** Until canceled. */
    GTC,
    /** What fills at once; the rest is canceled. */
    IOC,
    /** All at once, or nothing. */
    FOK,
    /** In the opening auction, or not at all. */
    OPG,
    /** In the closing auction, or not at all. */
    CLS;

    boolean isImmediate() {
        return this == IOC || this == FOK;
    }

    boolean isAuction() {
        return this == OPG || this == CLS;
    }

    /** As Alpaca writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
