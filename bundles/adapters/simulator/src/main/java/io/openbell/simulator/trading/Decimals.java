package io.openbell.simulator.trading;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Decimals as text, the way the trading API carries numbers. */
public final class Decimals {

    private static final int DECIMALS = 9;

    private Decimals() {}

    /** Plain text of at most nine decimals, without trailing zeros. */
    public static String text(BigDecimal value) {
        BigDecimal shown =
                value.scale() > DECIMALS ? value.setScale(DECIMALS, RoundingMode.HALF_EVEN) : value;
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }

    /** The same; null stays null. */
    public static @Nullable String textOrNull(@Nullable BigDecimal value) {
        return value == null ? null : text(value);
    }
}
