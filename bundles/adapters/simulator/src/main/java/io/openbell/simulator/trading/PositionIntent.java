package io.openbell.simulator.trading;

import java.util.Locale;

/** What an order is to do to the position. */
public enum PositionIntent {
    BUY_TO_OPEN,
    BUY_TO_CLOSE,
    SELL_TO_OPEN,
    SELL_TO_CLOSE;

    static PositionIntent of(Side side, boolean closes) {
        if (side == Side.BUY) {
            return closes ? BUY_TO_CLOSE : BUY_TO_OPEN;
        }
        return closes ? SELL_TO_CLOSE : SELL_TO_OPEN;
    }

    /** It makes the position smaller. */
    public boolean closes() {
        return this == BUY_TO_CLOSE || this == SELL_TO_CLOSE;
    }

    /** Its side. */
    public Side side() {
        return this == BUY_TO_OPEN || this == BUY_TO_CLOSE ? Side.BUY : Side.SELL;
    }

    /** As Alpaca writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
