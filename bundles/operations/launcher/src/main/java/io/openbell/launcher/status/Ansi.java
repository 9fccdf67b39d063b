package io.openbell.launcher.status;

import io.openbell.api.component.ComponentState;
import io.openbell.api.session.TradingMode;

/** Colours of a terminal; or none. */
enum Ansi {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Ansi(String code) {
        this.code = code;
    }

    /** The text in this colour, if colours are wanted. */
    String paint(String text, boolean colour) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** Green is without money, red is with. */
    static Ansi of(TradingMode mode) {
        return switch (mode) {
            case PAPER -> GREEN;
            case LIVE -> RED;
            case BACKTEST, RESEARCH -> CYAN;
        };
    }

    /** Green is well, yellow wants a look, red is down. */
    static Ansi of(ComponentState state) {
        return switch (state) {
            case RUNNING -> GREEN;
            case WARNING, SUSPECT, UNAVAILABLE, STARTING, WAITING, STOPPING -> YELLOW;
            case BACKOFF, FAILED, ABANDONED -> RED;
            case STOPPED, NOT_INSTALLED, NOT_IN_THIS_MODE -> DIM;
        };
    }
}
