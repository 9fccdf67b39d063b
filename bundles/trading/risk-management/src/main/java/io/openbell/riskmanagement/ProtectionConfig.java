package io.openbell.riskmanagement;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Protections",
        description = "Rests after bad trades, stops for positions, and shares of capital.")
@interface ProtectionConfig {

    @AttributeDefinition(
            description =
                    "What is done about a position without a stop in the market: off, warn or place.")
    String protectiveStop() default "off";

    @AttributeDefinition(
            description = "Distance of the stops that are placed, in percent of the average price.",
            min = "0.1",
            max = "50")
    double protectiveStopPercent() default 5;

    @AttributeDefinition(
            description =
                    "What strategies may commit at most, for example moving-average-cross: 30%, pairs-mean-reversion: USD 20000.")
    String capital() default "";

    @AttributeDefinition(
            description = "Rest of a symbol after each round trip, in seconds; 0 is off.",
            min = "0",
            max = "86400")
    int cooldownSeconds() default 0;

    @AttributeDefinition(
            description = "Round trips ended by a stop that suspend entries; 0 is off.",
            min = "0",
            max = "1000")
    int stoplossGuardTrades() default 4;

    @AttributeDefinition(
            description = "Round trips of one symbol ended by a stop that freeze it; 0 is off.",
            min = "0",
            max = "1000")
    int stoplossGuardTradesPerSymbol() default 0;

    @AttributeDefinition(
            description = "Only those within this time count, in minutes.",
            min = "1",
            max = "43200")
    int stoplossGuardLookBackMinutes() default 60;

    @AttributeDefinition(
            description = "How long the rest is, in minutes.",
            min = "1",
            max = "10080")
    int stoplossGuardRestMinutes() default 30;

    @AttributeDefinition(
            description = "Only those with less profit count, in percent of their cost.",
            min = "-100",
            max = "100")
    double stoplossGuardBelowPercent() default 0;

    @AttributeDefinition(
            description = "Round trips that are looked at before entries are suspended; 0 is off.",
            min = "0",
            max = "1000")
    int lowProfitTrades() default 0;

    @AttributeDefinition(
            description =
                    "Round trips of one symbol that are looked at before it is frozen; 0 is off.",
            min = "0",
            max = "1000")
    int lowProfitTradesPerSymbol() default 0;

    @AttributeDefinition(
            description = "Only those within this time count, in minutes.",
            min = "1",
            max = "43200")
    int lowProfitLookBackMinutes() default 360;

    @AttributeDefinition(
            description = "How long the rest is, in minutes.",
            min = "1",
            max = "10080")
    int lowProfitRestMinutes() default 60;

    @AttributeDefinition(
            description = "Sum of their profits below which they trip, in percent of their costs.",
            min = "-100",
            max = "100")
    double lowProfitMinPercent() default 0;

    @AttributeDefinition(
            description = "Round trips that are looked at before entries are suspended; 0 is off.",
            min = "0",
            max = "1000")
    int drawdownTrades() default 20;

    @AttributeDefinition(
            description =
                    "Round trips of one symbol that are looked at before it is frozen; 0 is off.",
            min = "0",
            max = "1000")
    int drawdownTradesPerSymbol() default 0;

    @AttributeDefinition(
            description = "Only those within this time count, in minutes.",
            min = "1",
            max = "43200")
    int drawdownLookBackMinutes() default 2880;

    @AttributeDefinition(
            description = "How long the rest is, in minutes.",
            min = "1",
            max = "10080")
    int drawdownRestMinutes() default 60;

    @AttributeDefinition(
            description =
                    "Fall of the sum of their profits below its highest above which they trip, in percent.",
            min = "0.1",
            max = "1000")
    double drawdownMaxPercent() default 20;
}
