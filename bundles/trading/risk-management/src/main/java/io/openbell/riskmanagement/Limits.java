package io.openbell.riskmanagement;

import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.kernel.risk.RiskLimits;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the configuration into limits, or says which value is wrong. */
final class Limits {

    private static final Money LARGEST_NOTIONAL = Money.parse("100000000");
    private static final Quantity LARGEST_QUANTITY = Quantity.of(10_000_000);

    private Limits() {}

    /**
     * The limits of this mode.
     *
     * @throws IllegalArgumentException naming key, value and allowed range
     */
    static RiskLimits of(RiskConfig config, TradingMode mode) {
        return new RiskLimits(
                mode,
                config.reduceOnly(),
                notional(config.maxOrderNotional()),
                quantity(config.maxOrderQuantity()),
                within(
                        "maxPositionNotionalPercent",
                        config.maxPositionNotionalPercent(),
                        0.01,
                        1000),
                within("maxGrossPercent", config.maxGrossPercent(), 0.01, 1000),
                within("maxNetPercent", config.maxNetPercent(), 0.01, 1000),
                millis("maxQuoteAgeMillis", config.maxQuoteAgeMillis(), 1, 600_000),
                millis("maxTradeAgeMillis", config.maxTradeAgeMillis(), 0, 86_400_000),
                within("maxSpreadPercent", config.maxSpreadPercent(), 0.001, 100),
                within("collarPercent", config.collarPercent(), 0.01, 50),
                config.convertMarketOrders(),
                config.allowShort(),
                Duration.ofSeconds(
                        whole("duplicateWindowSeconds", config.duplicateWindowSeconds(), 0, 600)),
                (int)
                        whole(
                                "maxOrdersPerMinutePerSymbol",
                                config.maxOrdersPerMinutePerSymbol(),
                                1,
                                10_000),
                (int) whole("maxOrdersPerMinute", config.maxOrdersPerMinute(), 1, 10_000));
    }

    private static Money notional(String text) {
        String range = "currency and amount, above USD 0 and at most USD " + LARGEST_NOTIONAL;
        try {
            Money amount = Money.parse(text.trim());
            if (amount.isPositive() && !amount.exceeds(LARGEST_NOTIONAL)) {
                return amount;
            }
        } catch (IllegalArgumentException unreadable) {
            throw wrong("maxOrderNotional", text, range, unreadable);
        }
        throw wrong("maxOrderNotional", text, range, null);
    }

    private static Quantity quantity(String text) {
        String range = "shares, above 0 and at most " + LARGEST_QUANTITY;
        try {
            Quantity shares = Quantity.parse(text.trim());
            if (shares.isPositive() && !shares.exceeds(LARGEST_QUANTITY)) {
                return shares;
            }
        } catch (IllegalArgumentException unreadable) {
            throw wrong("maxOrderQuantity", text, range, unreadable);
        }
        throw wrong("maxOrderQuantity", text, range, null);
    }

    private static double within(String key, double value, double min, double max) {
        if (value >= min && value <= max) {
            return value;
        }
        throw wrong(
                key, String.valueOf(value), String.format(Locale.ROOT, "%s to %s", min, max), null);
    }

    private static Duration millis(String key, long value, long min, long max) {
        return Duration.ofMillis(whole(key, value, min, max));
    }

    private static long whole(String key, long value, long min, long max) {
        if (value >= min && value <= max) {
            return value;
        }
        throw wrong(key, String.valueOf(value), min + " to " + max, null);
    }

    private static IllegalArgumentException wrong(
            String key, String value, String range, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "openbell.risk-management: "
                        + key
                        + " = '"
                        + (value.length() <= 40 ? value : value.substring(0, 40) + "...")
                        + "' is not allowed; allowed: "
                        + range,
                cause);
    }
}
