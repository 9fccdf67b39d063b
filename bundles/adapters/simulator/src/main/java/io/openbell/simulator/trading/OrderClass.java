package io.openbell.simulator.trading;

import java.util.Locale;

/** How orders belong together. */
public enum OrderClass {
    /** Alone. */
    SIMPLE,
    /** An entry; after it a take-profit and a stop-loss, of which one cancels the other. */
    BRACKET,
    /** A take-profit and a stop-loss of a position that exists. */
    OCO,
    /** An entry; after it a take-profit or a stop-loss. */
    OTO,
    /** Up to four options, all at once. */
    MLEG;

    /** As Alpaca writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
