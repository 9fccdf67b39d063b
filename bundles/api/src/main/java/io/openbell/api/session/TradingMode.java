package io.openbell.api.session;

import java.util.Locale;

/** What this process is for. */
public enum TradingMode {
    /** Orders without money. */
    PAPER,
    /** Real money. */
    LIVE,
    /** The past, without a broker. */
    BACKTEST,
    /** Market data and analysis; nothing can send an order. */
    RESEARCH;

    /** As typed and printed: lower case. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the exact token.
     *
     * @throws IllegalArgumentException for anything else, other capitalisation included
     */
    public static TradingMode parse(String token) {
        for (TradingMode mode : values()) {
            if (mode.token().equals(token)) {
                return mode;
            }
        }
        throw new IllegalArgumentException(
                "mode must be paper, live, backtest or research, was '" + token + "'");
    }
}
