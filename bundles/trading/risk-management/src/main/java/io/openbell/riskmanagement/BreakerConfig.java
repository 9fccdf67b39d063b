package io.openbell.riskmanagement;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Breakers",
        description =
                "Figures at which entries are suspended, a symbol is frozen, or trading is halted.")
@interface BreakerConfig {

    @AttributeDefinition(
            description =
                    "Loss of a trading day from which on only reductions pass until the next one, in percent of the equity it"
                            + " began with.",
            min = "0.01",
            max = "100")
    double dailyLossReducePercent() default 2;

    @AttributeDefinition(
            description =
                    "Loss of a trading day at which trading is halted, in percent; above dailyLossReducePercent.",
            min = "0.01",
            max = "100")
    double dailyLossHaltPercent() default 3;

    @AttributeDefinition(
            description =
                    "Fall below the day's highest equity from which on only reductions pass until the next day, in percent.",
            min = "0.01",
            max = "100")
    double drawdownReducePercent() default 2;

    @AttributeDefinition(
            description =
                    "Fall below the day's highest equity at which trading is halted, in percent; above drawdownReducePercent.",
            min = "0.01",
            max = "100")
    double drawdownHaltPercent() default 3;

    @AttributeDefinition(
            description =
                    "How far the day's profit by the venue and by our ledger may be apart before trading is halted, in percent"
                            + " of the equity.",
            min = "0.01",
            max = "100")
    double equityDisagreementPercent() default 0.5;

    @AttributeDefinition(
            description = "Rejections of one symbol within a minute that freeze it.",
            min = "1",
            max = "1000")
    int symbolRejectsPerMinute() default 3;

    @AttributeDefinition(
            description = "How long a symbol stays frozen after that, in minutes.",
            min = "1",
            max = "1440")
    int symbolFreezeMinutes() default 10;

    @AttributeDefinition(
            description = "Rejections within a minute that halt trading.",
            min = "1",
            max = "1000")
    int rejectsPerMinute() default 10;

    @AttributeDefinition(
            description =
                    "How far a fill may be outside of bid and ask before trading is halted, in percent.",
            min = "0.01",
            max = "100")
    double fillDeviationPercent() default 2;

    @AttributeDefinition(
            description = "Orders of unknown fate that may be; one more halts trading.",
            min = "0",
            max = "1000")
    int maxUnknownOrders() default 3;

    @AttributeDefinition(
            description =
                    "How far our clock may be from the venue's before entries are suspended, in milliseconds.",
            min = "1",
            max = "60000")
    long maxClockOffsetMillis() default 2000;

    @AttributeDefinition(
            description =
                    "Free space below which entries are suspended, in mebibytes; above diskHaltMegabytes.",
            min = "1",
            max = "1000000")
    long diskReduceMegabytes() default 500;

    @AttributeDefinition(
            description = "Free space below which trading is halted, in mebibytes.",
            min = "1",
            max = "1000000")
    long diskHaltMegabytes() default 100;

    @AttributeDefinition(
            description = "Errors that one component logs within a minute which suspend entries.",
            min = "1",
            max = "100000")
    int componentErrorsPerMinute() default 30;

    @AttributeDefinition(
            description = "How long entries stay suspended after that, in minutes.",
            min = "1",
            max = "1440")
    int errorPauseMinutes() default 5;
}
