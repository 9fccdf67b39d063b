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

    @AttributeDefinition(
            description =
                    "How often what the order journal comes to is written down, in minutes; the next start compares.",
            min = "1",
            max = "1440")
    int snapshotMinutes() default 60;

    @AttributeDefinition(
            description =
                    "Whether everything that the loop is told is recorded, so that trading:session-replay can decide it again.")
    boolean recordSessions() default true;

    @AttributeDefinition(
            description =
                    "Lines that wait for the recorder before a recording is given up; the loop never waits for it.",
            min = "1024",
            max = "16777216")
    int recordingQueueCapacity() default 65_536;

    @AttributeDefinition(
            description = "Size of one file of a recording, in mebibytes.",
            min = "1",
            max = "256")
    int recordingFileMegabytes() default 16;

    @AttributeDefinition(
            description =
                    "Room for all recordings together, in mebibytes, never exceeded; the oldest are deleted for it. At least two files.",
            min = "2",
            max = "1048576")
    int recordingMegabytes() default 2_048;

    @AttributeDefinition(
            description = "Days after which a recording is deleted.",
            min = "1",
            max = "3650")
    int recordingDays() default 7;

    @AttributeDefinition(
            description =
                    "Room on the disk that recordings leave free, in mebibytes; they are deleted or given up for it.",
            min = "0",
            max = "1048576")
    int recordingFreeMegabytes() default 1_024;
}
