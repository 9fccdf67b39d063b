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
    FOK;

    boolean isImmediate() {
        return this == IOC || this == FOK;
    }

    /** As Alpaca writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
