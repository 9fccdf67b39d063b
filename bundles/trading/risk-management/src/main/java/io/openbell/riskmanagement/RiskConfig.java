package io.openbell.riskmanagement;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Risk management",
        description = "Limits every new order must respect.")
@interface RiskConfig {

    @AttributeDefinition(description = "Let only through what makes a position smaller.")
    boolean reduceOnly() default false;

    @AttributeDefinition(
            description =
                    "Largest value of one order, as currency and amount, above USD 0 and at most USD 100000000. Reductions are exempt.")
    String maxOrderNotional() default "USD 5000";

    @AttributeDefinition(
            description =
                    "Most shares of one order, above 0 and at most 10000000. Reductions are exempt.")
    String maxOrderQuantity() default "1000";

    @AttributeDefinition(
            description =
                    "Largest position in one symbol with all that may still fill, in percent of the equity.",
            min = "0.01",
            max = "1000")
    double maxPositionNotionalPercent() default 10;

    @AttributeDefinition(
            description =
                    "Largest sum of all positions without their signs, with all that may still fill, in percent of the equity.",
            min = "0.01",
            max = "1000")
    double maxGrossPercent() default 100;

    @AttributeDefinition(
            description =
                    "Largest difference of longs and shorts, with all that may still fill, in percent of the equity.",
            min = "0.01",
            max = "1000")
    double maxNetPercent() default 100;

    @AttributeDefinition(
            description = "Oldest quote an order may be based on, in milliseconds.",
            min = "1",
            max = "600000")
    long maxQuoteAgeMillis() default 5_000;

    @AttributeDefinition(
            description = "Oldest trade that a limit price is compared with, in milliseconds.",
            min = "0",
            max = "86400000")
    long maxTradeAgeMillis() default 60_000;

    @AttributeDefinition(
            description = "Widest spread an order may be based on, in percent of the middle.",
            min = "0.001",
            max = "100")
    double maxSpreadPercent() default 2;

    @AttributeDefinition(
            description =
                    "How far a limit may be from the middle and from the last trade, in percent.",
            min = "0.01",
            max = "50")
    double collarPercent() default 3;

    @AttributeDefinition(
            description = "Turn market orders into limits half a collar beyond the touch.")
    boolean convertMarketOrders() default true;

    @AttributeDefinition(description = "Allow to sell more than is held.")
    boolean allowShort() default true;

    @AttributeDefinition(
            description =
                    "Time within which the same wish of the same source counts as a mistake, in seconds.",
            min = "0",
            max = "600")
    int duplicateWindowSeconds() default 10;

    @AttributeDefinition(
            description =
                    "Most orders of one symbol and one source within a minute; reductions may be twice as many.",
            min = "1",
            max = "10000")
    int maxOrdersPerMinutePerSymbol() default 5;

    @AttributeDefinition(
            description =
                    "Most orders of one symbol within a minute, of all sources together; reductions may be twice as many.",
            min = "1",
            max = "10000")
    int maxOrdersPerMinutePerSymbolInAll() default 15;

    @AttributeDefinition(
            description = "Most orders within a minute; reductions may be twice as many.",
            min = "1",
            max = "10000")
    int maxOrdersPerMinute() default 60;

    @AttributeDefinition(
            description =
                    "Widest spread of an option contract that an order may be based on, in percent of the middle.",
            min = "0.001",
            max = "200")
    double maxOptionSpreadPercent() default 25;

    @AttributeDefinition(
            description =
                    "How far the limit of option contracts may be from the middle, in percent of it.",
            min = "0.01",
            max = "100")
    double optionCollarPercent() default 15;

    @AttributeDefinition(
            description =
                    "Kinds of instruments that may be traded: US_EQUITY, CRYPTO, US_OPTION, separated by commas.")
    String assetClasses() default "US_EQUITY,CRYPTO,US_OPTION";

    @AttributeDefinition(
            description =
                    "Symbols that may be traded, separated by commas; empty is any. Contracts count by what they are written on.")
    String allowedSymbols() default "";

    @AttributeDefinition(
            description =
                    "Symbols that may not be traded, separated by commas, whatever else is said. Contracts count by what they are written on.")
    String deniedSymbols() default "";

    @AttributeDefinition(
            description =
                    "The sector of a symbol, as symbol:sector, separated by commas, for example AAPL:technology,XOM:energy.")
    String sectors() default "";

    @AttributeDefinition(description = "Sell short only what the venue lends without asking.")
    boolean onlyEasyToBorrow() default true;

    @AttributeDefinition(
            description =
                    "Largest sum of what one strategy holds and has on its way, without signs, in percent of the equity.",
            min = "0.01",
            max = "1000")
    double maxStrategyPercent() default 20;

    @AttributeDefinition(
            description =
                    "Largest sum of what is held of one sector and on its way, without signs, in percent of the equity.",
            min = "0.01",
            max = "1000")
    double maxSectorPercent() default 20;

    @AttributeDefinition(
            description = "Largest order, in percent of the average volume of twenty days.",
            min = "0.0001",
            max = "100")
    double maxDailyVolumePercent() default 1;

    @AttributeDefinition(
            description = "Allow orders that ask to trade before the open and after the close.")
    boolean extendedHours() default false;

    @AttributeDefinition(
            description = "No entries for so long after the open, in seconds.",
            min = "0",
            max = "3600")
    int noEntriesAfterOpenSeconds() default 30;

    @AttributeDefinition(
            description = "No entries for so long before the close, in seconds.",
            min = "0",
            max = "3600")
    int noEntriesBeforeCloseSeconds() default 60;

    @AttributeDefinition(
            description =
                    "Most orders, replacements and cancels within a minute; Alpaca takes 200 requests.",
            min = "1",
            max = "10000")
    int maxRequestsPerMinute() default 150;

    @AttributeDefinition(
            description =
                    "How many of these requests are kept for cancels; less than maxRequestsPerMinute.",
            min = "0",
            max = "10000")
    int requestsReservedForCancels() default 20;

    @AttributeDefinition(
            description =
                    "Times that a position in one symbol may be opened and ended within an hour; the shipped strategies decide every second.",
            min = "1",
            max = "100000")
    int maxRoundTripsPerHour() default 240;

    @AttributeDefinition(
            description =
                    "Most orders of a trading day, which begins with the pre-market. Reductions pass.",
            min = "1",
            max = "1000000")
    int maxOrdersPerDay() default 20000;

    @AttributeDefinition(
            description = "Most orders that are open at a time. Reductions pass.",
            min = "1",
            max = "500")
    int maxOpenOrders() default 50;

    @AttributeDefinition(
            description =
                    "Most positions opened and ended on one day, within five trading days, while the equity is below dayTradeEquity; 0 is no limit.",
            min = "0",
            max = "1000")
    int maxDayTrades() default 0;

    @AttributeDefinition(
            description =
                    "Equity from which on day trades are not limited, as currency and amount, above USD 0 and at most USD 100000000.")
    String dayTradeEquity() default "USD 25000";

    @AttributeDefinition(
            description =
                    "In live mode: largest value of one order, as currency and amount, above USD 0 and at most USD 100000.")
    String liveMaxOrderNotional() default "USD 1000";

    @AttributeDefinition(
            description = "In live mode: most shares of one order, above 0 and at most 100000.")
    String liveMaxOrderQuantity() default "1000";

    @AttributeDefinition(
            description = "In live mode: largest position in one symbol, in percent of the equity.",
            min = "0.01",
            max = "25")
    double liveMaxPositionNotionalPercent() default 5;

    @AttributeDefinition(
            description =
                    "In live mode: largest sum of all positions without their signs, in percent of the equity.",
            min = "0.01",
            max = "200")
    double liveMaxGrossPercent() default 100;

    @AttributeDefinition(
            description =
                    "In live mode: largest difference of longs and shorts, in percent of the equity.",
            min = "0.01",
            max = "200")
    double liveMaxNetPercent() default 100;

    @AttributeDefinition(
            description = "In live mode: oldest quote an order may be based on, in milliseconds.",
            min = "1",
            max = "10000")
    long liveMaxQuoteAgeMillis() default 5_000;

    @AttributeDefinition(
            description =
                    "In live mode: widest spread an order may be based on, in percent of the middle.",
            min = "0.001",
            max = "5")
    double liveMaxSpreadPercent() default 2;

    @AttributeDefinition(
            description = "In live mode: how far a limit may be from the market, in percent.",
            min = "0.01",
            max = "10")
    double liveCollarPercent() default 3;

    @AttributeDefinition(description = "In live mode: allow to sell more than is held.")
    boolean liveAllowShort() default false;

    @AttributeDefinition(
            description =
                    "In live mode: symbols that may be traded, separated by commas; empty is none.")
    String liveAllowedSymbols() default "";

    @AttributeDefinition(
            description =
                    "In live mode: largest sum of what one strategy holds and has on its way, in percent of the equity.",
            min = "0.01",
            max = "50")
    double liveMaxStrategyPercent() default 20;

    @AttributeDefinition(
            description =
                    "In live mode: largest sum of what is held of one sector and on its way, in percent of the equity.",
            min = "0.01",
            max = "50")
    double liveMaxSectorPercent() default 20;

    @AttributeDefinition(
            description =
                    "In live mode: largest order, in percent of the average volume of twenty days.",
            min = "0.0001",
            max = "5")
    double liveMaxDailyVolumePercent() default 1;

    @AttributeDefinition(
            description = "In live mode: most orders of one symbol and one source within a minute.",
            min = "1",
            max = "30")
    int liveMaxOrdersPerMinutePerSymbol() default 5;

    @AttributeDefinition(
            description =
                    "In live mode: most orders of one symbol within a minute, of all sources together.",
            min = "1",
            max = "60")
    int liveMaxOrdersPerMinutePerSymbolInAll() default 15;

    @AttributeDefinition(
            description = "In live mode: most orders within a minute.",
            min = "1",
            max = "120")
    int liveMaxOrdersPerMinute() default 60;

    @AttributeDefinition(
            description =
                    "In live mode: times that a position in one symbol may be opened and ended within an hour.",
            min = "1",
            max = "60")
    int liveMaxRoundTripsPerHour() default 10;

    @AttributeDefinition(
            description = "In live mode: most orders of a trading day.",
            min = "1",
            max = "2000")
    int liveMaxOrdersPerDay() default 200;

    @AttributeDefinition(
            description = "In live mode: most orders that are open at a time.",
            min = "1",
            max = "200")
    int liveMaxOpenOrders() default 50;
}
