package io.openbell.simulator.trading;

import java.math.BigDecimal;
import java.util.Locale;

/** Buy or sell, by the exchange's own reckoning. */
public enum Side {
    BUY,
    SELL;

    /** The quantity with a sign: sold shares are negative. */
    BigDecimal signed(BigDecimal quantity) {
        return this == BUY ? quantity : quantity.negate();
    }

    /** As Alpaca writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
