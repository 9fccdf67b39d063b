package io.openbell.riskmanagement;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/openbell.risk-management.cfg}. */
@ObjectClassDefinition(
        name = "Risk management",
        description = "Limits every new order must respect.")
@interface RiskLimitsConfig {

    @AttributeDefinition(description = "Let only through what makes a position smaller.")
    boolean reduceOnly() default false;

    @AttributeDefinition(description = "Largest value of one order, as currency and amount.")
    String maxOrderNotional() default "USD 5000";

    @AttributeDefinition(description = "Most shares of one order.")
    String maxOrderQuantity() default "1000";

    @AttributeDefinition(
            description = "Largest position of one symbol, in percent of equity.",
            min = "0.01",
            max = "1000")
    double maxPositionNotionalPercent() default 10;

    @AttributeDefinition(
            description = "Longs plus shorts, in percent of equity.",
            min = "0.01",
            max = "1000")
    double maxGrossPercent() default 100;

    @AttributeDefinition(
            description = "Longs minus shorts, in percent of equity.",
            min = "0.01",
            max = "1000")
    double maxNetPercent() default 100;

    @AttributeDefinition(
            description = "Oldest quote an order may be based on, in milliseconds.",
            min = "1",
            max = "3600000")
    long maxQuoteAgeMillis() default 5_000;

    @AttributeDefinition(
            description = "Last trades older than this do not count for the collar, in seconds.",
            min = "1",
            max = "86400")
    long maxTradeAgeSeconds() default 60;

    @AttributeDefinition(
            description = "Widest spread, in percent of the middle.",
            min = "0.001",
            max = "100")
    double maxSpreadPercent() default 2;

    @AttributeDefinition(
            description = "How far a limit may be from the market, in percent.",
            min = "0.01",
            max = "100")
    double collarPercent() default 3;

    @AttributeDefinition(description = "Turn market orders into marketable limits.")
    boolean convertMarketOrders() default true;

    @AttributeDefinition(description = "Allow to sell more than is held.")
    boolean allowShort() default true;

    @AttributeDefinition(
            description = "The same wish again within this time is a mistake, in seconds.",
            min = "0",
            max = "600")
    long duplicateWindowSeconds() default 10;

    @AttributeDefinition(
            description = "Orders of one symbol within a minute.",
            min = "1",
            max = "1000")
    int maxOrdersPerMinutePerSymbol() default 5;

    @AttributeDefinition(description = "Orders within a minute.", min = "1", max = "10000")
    int maxOrdersPerMinute() default 60;
}
