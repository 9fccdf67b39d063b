package io.openbell.engine;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Keys of {@code etc/openbell.engine.cfg}. */
@ObjectClassDefinition(name = "Engine", description = "The trading loop and the order journal.")
@interface EngineConfig {

    @AttributeDefinition(
            description =
                    "Events that wait for the loop before market data slows its socket down; rounded up to a power of two.",
            min = "1024",
            max = "16777216")
    int queueCapacity() default 65_536;

    @AttributeDefinition(
            description =
                    "The time to trade by: the system's, or the market events' own in a replay at full speed.",
            options = {
                @Option(label = "system", value = "system"),
                @Option(label = "event", value = "event")
            })
    String clock() default "system";

    @AttributeDefinition(
            description =
                    "Longest call of one subscriber on the loop before it is reported, in milliseconds.",
            min = "10",
            max = "60000")
    long callbackBudgetMillis() default 1_000;

    @AttributeDefinition(
            description =
                    "Length of a call on the loop at which orders are protected from it, in milliseconds; above callbackBudgetMillis.",
            min = "50",
            max = "300000")
    long stallMillis() default 5_000;

    @AttributeDefinition(
            description = "Size of one file of the order journal, in mebibytes.",
            min = "1",
            max = "256")
    int segmentMegabytes() default 64;
}
