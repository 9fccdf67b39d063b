package io.openbell.kernel.risk;

import io.openbell.api.session.TradingMode;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

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
    int maxOrdersOfSymbol = 15;
    int maxOrdersPerMinute = 60;
    Set<AssetClass> classes = InstrumentLimits.paper().classes();
    Set<Symbol> allowed = Set.of();
    Set<Symbol> denied = Set.of();
    Map<Symbol, String> sectors = Map.of();
    double maxSectorPercent = 20;
    double maxStrategyPercent = 1000;
    boolean extendedHours;
    int maxRoundTripsPerHour = 10;
    int maxOrdersPerDay = 200;
    int maxOpenOrders = 50;
    int maxDayTrades;
    String dayTradeEquity = "25000";

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
                maxOrdersPerMinute,
                OptionLimits.standard(),
                new InstrumentLimits(
                        classes,
                        !allowed.isEmpty(),
                        allowed,
                        denied,
                        sectors,
                        maxSectorPercent,
                        maxStrategyPercent,
                        1,
                        true),
                new HoursLimits(extendedHours, Duration.ofSeconds(30), Duration.ofSeconds(60)),
                new PaceLimits(
                        150,
                        20,
                        maxOrdersOfSymbol,
                        maxRoundTripsPerHour,
                        maxOrdersPerDay,
                        maxOpenOrders,
                        maxDayTrades,
                        Money.parse(dayTradeEquity)),
                LossLimits.standard());
    }
}
