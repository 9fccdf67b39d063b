package io.openbell.orderexecutor;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(
        name = "Order executor",
        description = "How orders are sent, and compared with the venue's.")
@interface ExecutorConfig {

    @AttributeDefinition(
            description =
                    "Pause between two comparisons of open orders with the venue's, in seconds.",
            min = "1",
            max = "300")
    int openOrdersPollSeconds() default 10;

    @AttributeDefinition(
            description = "Pause between two questions for the account, in seconds.",
            min = "1",
            max = "300")
    int accountPollSeconds() default 30;

    @AttributeDefinition(
            description =
                    "Pause between a fill and the question for the account, in milliseconds; fills in between share it.",
            min = "50",
            max = "10000")
    int accountAfterFillMillis() default 500;

    @AttributeDefinition(
            description =
                    "How long the venue must keep answering that it does not know an order before that is believed, in seconds.",
            min = "10",
            max = "3600")
    int notReceivedAfterSeconds() default 60;

    @AttributeDefinition(
            description =
                    "Age of the last comparison at which new orders stop, in seconds; above openOrdersPollSeconds.",
            min = "5",
            max = "3600")
    int maxComparisonAgeSeconds() default 60;

    @AttributeDefinition(
            description = "How many ended orders and fills are remembered for people.",
            min = "100",
            max = "1000000")
    int historySize() default 10_000;

    @AttributeDefinition(
            description =
                    "Least pause between two parts of an execution (twap, vwap, pov, iceberg), in seconds; the risk limits on orders per minute and symbol must leave room for it.",
            min = "1",
            max = "3600")
    int partPauseSeconds() default 12;

    @AttributeDefinition(
            description =
                    "How many parts of an execution may be denied or rejected in a row before it ends as failed.",
            min = "1",
            max = "100")
    int maxSetbacksInRow() default 8;

    @AttributeDefinition(
            description =
                    "Of how many calendar days the volume at the same time of day is the profile of a vwap execution, in days; 0 uses the usual shape of a day.",
            min = "0",
            max = "30")
    int volumeProfileDays() default 7;

    @AttributeDefinition(
            description =
                    "What becomes of orders and positions when the session ends: both stay; our orders are canceled but those that protect a position; all our orders are canceled and every position is closed at the market.",
            options = {
                @Option(label = "leave", value = "leave"),
                @Option(label = "cancel-own", value = "cancel-own"),
                @Option(label = "flatten", value = "flatten")
            })
    String ordersAtShutdown() default "leave";

    @AttributeDefinition(
            description =
                    "Whether the venue is told to take no more orders of the account once a halt has swept the market, until trading is resumed: not at all; unless protective orders were kept; in any case.",
            options = {
                @Option(label = "never", value = "never"),
                @Option(label = "when-empty", value = "when-empty"),
                @Option(label = "always", value = "always")
            })
    String suspendTradeAfterHalt() default "when-empty";
}
