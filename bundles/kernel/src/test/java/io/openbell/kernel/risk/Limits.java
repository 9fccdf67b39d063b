package io.openbell.kernel.risk;

import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import java.time.Duration;

/** Paper limits with one or two of them changed. */
final class Limits {

    TradingMode mode = TradingMode.PAPER;
    boolean reduceOnly;
    String maxOrderNotional = "5000";
    String maxOrderQuantity = "1000";
    double maxPositionNotionalPercent = 10;
    double maxGrossPercent = 100;
    double maxNetPercent = 100;
    double collarPercent = 3;
    boolean convertMarketOrders = true;
    boolean allowShort = true;
    int maxOrdersPerMinutePerSymbol = 5;
    int maxOrdersPerMinute = 60;

    RiskLimits build() {
        RiskLimits paper = RiskLimits.paper();
        return new RiskLimits(
                mode,
                reduceOnly,
                Money.parse(maxOrderNotional),
                Quantity.parse(maxOrderQuantity),
                maxPositionNotionalPercent,
                maxGrossPercent,
                maxNetPercent,
                Duration.ofSeconds(5),
                paper.maxTradeAge(),
                2,
                collarPercent,
                convertMarketOrders,
                allowShort,
                Duration.ofSeconds(10),
                maxOrdersPerMinutePerSymbol,
                maxOrdersPerMinute);
    }
}
