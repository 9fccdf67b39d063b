package io.openbell.riskmanagement;

import io.openbell.api.component.ConfigurationCheck;
import io.openbell.api.component.ConfigurationProblem;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import java.util.List;
import org.osgi.annotation.bundle.Header;

/** The range of every limit: the amounts', which their type cannot say, and the numbers' once more, because much hangs on them. */
@Header(name = ConfigurationCheck.HEADER, value = "${@class}")
public final class LimitsCheck implements ConfigurationCheck<RiskConfig> {

    private static final Money LARGEST_NOTIONAL = Money.parse("100000000");
    private static final Quantity LARGEST_QUANTITY = Quantity.of(10_000_000);
    private static final Money LIVE_CEILING_NOTIONAL = Money.parse("100000");
    private static final Quantity LIVE_CEILING_QUANTITY = Quantity.of(100_000);

    private static final int MOST_SYMBOLS = 1_000;

    /** For the launcher. */
    public LimitsCheck() {}

    @Override
    public String pid() {
        return RiskManagement.PID;
    }

    @Override
    public Class<RiskConfig> type() {
        return RiskConfig.class;
    }

    @Override
    public List<ConfigurationProblem> problems(RiskConfig config) {
        Problems problems = new Problems();
        amounts(problems, config);
        lists(problems, config);
        numbers(problems, config);
        moreNumbers(problems, config);
        ceilings(problems, config);
        problems.below(
                "requestsReservedForCancels",
                config.requestsReservedForCancels(),
                "maxRequestsPerMinute",
                config.maxRequestsPerMinute());
        return problems.found();
    }

    private static void amounts(Problems problems, RiskConfig config) {
        problems.text(
                "maxOrderNotional",
                config.maxOrderNotional(),
                text -> isWithin(Money.parse(text), LARGEST_NOTIONAL),
                "currency and amount, above USD 0 and at most USD " + LARGEST_NOTIONAL);
        problems.text(
                "maxOrderQuantity",
                config.maxOrderQuantity(),
                text -> isWithin(Quantity.parse(text), LARGEST_QUANTITY),
                "shares, above 0 and at most " + LARGEST_QUANTITY);
        problems.text(
                "dayTradeEquity",
                config.dayTradeEquity(),
                text -> isWithin(Money.parse(text), LARGEST_NOTIONAL),
                "currency and amount, above USD 0 and at most USD " + LARGEST_NOTIONAL);
        problems.text(
                "liveMaxOrderNotional",
                config.liveMaxOrderNotional(),
                text -> isWithin(Money.parse(text), LIVE_CEILING_NOTIONAL),
                "currency and amount, above USD 0 and at most USD " + LIVE_CEILING_NOTIONAL);
        problems.text(
                "liveMaxOrderQuantity",
                config.liveMaxOrderQuantity(),
                text -> isWithin(Quantity.parse(text), LIVE_CEILING_QUANTITY),
                "shares, above 0 and at most " + LIVE_CEILING_QUANTITY);
    }

    private static void lists(Problems problems, RiskConfig config) {
        String symbols =
                "at most 1000 symbols separated by commas, for example AAPL,MSFT; or nothing";
        problems.text(
                "assetClasses",
                config.assetClasses(),
                text ->
                        !SymbolLists.classes(text).isEmpty()
                                && !SymbolLists.classes(text).contains(AssetClass.OTHER),
                "US_EQUITY, CRYPTO, US_OPTION, separated by commas");
        problems.text(
                "allowedSymbols",
                config.allowedSymbols(),
                text -> SymbolLists.symbols(text).size() <= MOST_SYMBOLS,
                symbols);
        problems.text(
                "deniedSymbols",
                config.deniedSymbols(),
                text -> SymbolLists.symbols(text).size() <= MOST_SYMBOLS,
                symbols);
        problems.text(
                "liveAllowedSymbols",
                config.liveAllowedSymbols(),
                text -> SymbolLists.symbols(text).size() <= MOST_SYMBOLS,
                symbols);
        problems.text(
                "sectors",
                config.sectors(),
                text -> SymbolLists.sectors(text).size() <= MOST_SYMBOLS,
                "symbol:sector separated by commas, each symbol once, for example AAPL:technology; or nothing");
    }

    private static void numbers(Problems problems, RiskConfig config) {
        problems.number(
                "maxPositionNotionalPercent", config.maxPositionNotionalPercent(), 0.01, 1000);
        problems.number("maxGrossPercent", config.maxGrossPercent(), 0.01, 1000);
        problems.number("maxNetPercent", config.maxNetPercent(), 0.01, 1000);
        problems.number("maxQuoteAgeMillis", config.maxQuoteAgeMillis(), 1, 600_000);
        problems.number("maxTradeAgeMillis", config.maxTradeAgeMillis(), 0, 86_400_000);
        problems.number("maxSpreadPercent", config.maxSpreadPercent(), 0.001, 100);
        problems.number("collarPercent", config.collarPercent(), 0.01, 50);
        problems.number("duplicateWindowSeconds", config.duplicateWindowSeconds(), 0, 600);
        problems.number(
                "maxOrdersPerMinutePerSymbol", config.maxOrdersPerMinutePerSymbol(), 1, 10_000);
        problems.number(
                "maxOrdersPerMinutePerSymbolInAll",
                config.maxOrdersPerMinutePerSymbolInAll(),
                1,
                10_000);
        problems.number("maxOrdersPerMinute", config.maxOrdersPerMinute(), 1, 10_000);
    }

    private static void moreNumbers(Problems problems, RiskConfig config) {
        problems.number("maxOptionSpreadPercent", config.maxOptionSpreadPercent(), 0.001, 200);
        problems.number("optionCollarPercent", config.optionCollarPercent(), 0.01, 100);
        problems.number("maxStrategyPercent", config.maxStrategyPercent(), 0.01, 1000);
        problems.number("maxSectorPercent", config.maxSectorPercent(), 0.01, 1000);
        problems.number("maxDailyVolumePercent", config.maxDailyVolumePercent(), 0.0001, 100);
        problems.number("noEntriesAfterOpenSeconds", config.noEntriesAfterOpenSeconds(), 0, 3600);
        problems.number(
                "noEntriesBeforeCloseSeconds", config.noEntriesBeforeCloseSeconds(), 0, 3600);
        problems.number("maxRequestsPerMinute", config.maxRequestsPerMinute(), 1, 10000);
        problems.number(
                "requestsReservedForCancels", config.requestsReservedForCancels(), 0, 10000);
        problems.number("maxRoundTripsPerHour", config.maxRoundTripsPerHour(), 1, 100000);
        problems.number("maxOrdersPerDay", config.maxOrdersPerDay(), 1, 1000000);
        problems.number("maxOpenOrders", config.maxOpenOrders(), 1, 500);
        problems.number("maxDayTrades", config.maxDayTrades(), 0, 1000);
    }

    /** In live trading: where these ranges end, no configuration passes. */
    private static void ceilings(Problems problems, RiskConfig config) {
        problems.number(
                "liveMaxPositionNotionalPercent",
                config.liveMaxPositionNotionalPercent(),
                0.01,
                25);
        problems.number("liveMaxGrossPercent", config.liveMaxGrossPercent(), 0.01, 200);
        problems.number("liveMaxNetPercent", config.liveMaxNetPercent(), 0.01, 200);
        problems.number("liveMaxQuoteAgeMillis", config.liveMaxQuoteAgeMillis(), 1, 10000);
        problems.number("liveMaxSpreadPercent", config.liveMaxSpreadPercent(), 0.001, 5);
        problems.number("liveCollarPercent", config.liveCollarPercent(), 0.01, 10);
        problems.number("liveMaxStrategyPercent", config.liveMaxStrategyPercent(), 0.01, 50);
        problems.number("liveMaxSectorPercent", config.liveMaxSectorPercent(), 0.01, 50);
        problems.number("liveMaxDailyVolumePercent", config.liveMaxDailyVolumePercent(), 0.0001, 5);
        problems.number(
                "liveMaxOrdersPerMinutePerSymbol", config.liveMaxOrdersPerMinutePerSymbol(), 1, 30);
        problems.number(
                "liveMaxOrdersPerMinutePerSymbolInAll",
                config.liveMaxOrdersPerMinutePerSymbolInAll(),
                1,
                60);
        problems.number("liveMaxOrdersPerMinute", config.liveMaxOrdersPerMinute(), 1, 120);
        problems.number("liveMaxRoundTripsPerHour", config.liveMaxRoundTripsPerHour(), 1, 60);
        problems.number("liveMaxOrdersPerDay", config.liveMaxOrdersPerDay(), 1, 2000);
        problems.number("liveMaxOpenOrders", config.liveMaxOpenOrders(), 1, 200);
    }

    private static boolean isWithin(Money amount, Money most) {
        return amount.isPositive() && !amount.exceeds(most);
    }

    private static boolean isWithin(Quantity shares, Quantity most) {
        return shares.isPositive() && !shares.exceeds(most);
    }
}
