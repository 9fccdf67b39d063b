package io.openbell.riskmanagement;

import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.kernel.risk.RiskLimits;
import java.time.Duration;

/** Reads the configuration into limits. */
final class Limits {

    private Limits() {}

    /**
     * The limits of this mode.
     *
     * @throws IllegalArgumentException naming key, value and allowed range
     */
    static RiskLimits of(RiskConfig config, TradingMode mode) {
        new LimitsCheck().require(config);
        return new RiskLimits(
                mode,
                config.reduceOnly(),
                Money.parse(config.maxOrderNotional().trim()),
                Quantity.parse(config.maxOrderQuantity().trim()),
                config.maxPositionNotionalPercent(),
                config.maxGrossPercent(),
                config.maxNetPercent(),
                Duration.ofMillis(config.maxQuoteAgeMillis()),
                Duration.ofMillis(config.maxTradeAgeMillis()),
                config.maxSpreadPercent(),
                config.collarPercent(),
                config.convertMarketOrders(),
                config.allowShort(),
                Duration.ofSeconds(config.duplicateWindowSeconds()),
                config.maxOrdersPerMinutePerSymbol(),
                config.maxOrdersPerMinute());
    }
}
