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
                    "Largest value of one order, as currency and amount, above USD 0 and at most USD 100000000. Reductions are"
                            + " exempt. In live mode at"
                            + " most 5 percent of the equity, whatever stands here.")
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
                    "Most orders of one symbol within a minute; reductions may be twice as many.",
            min = "1",
            max = "10000")
    int maxOrdersPerMinutePerSymbol() default 5;

    @AttributeDefinition(
            description = "Most orders within a minute; reductions may be twice as many.",
            min = "1",
            max = "10000")
    int maxOrdersPerMinute() default 60;
}
