package io.openbell.healthmonitor;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Health monitor",
        description = "Runs all health checks, and measures the machine.")
@interface HealthMonitorConfig {

    @AttributeDefinition(
            description = "Time between two runs of all checks, in seconds.",
            min = "1",
            max = "3600")
    int intervalSeconds() default 10;

    @AttributeDefinition(
            description =
                    "Processor load of the machine above which, three times in a row, health warns,"
                            + " in percent.",
            min = "1",
            max = "100")
    int cpuWarnPercent() default 80;

    @AttributeDefinition(
            description = "Memory in use above which health warns, in percent of the machine's.",
            min = "1",
            max = "100")
    int memoryWarnPercent() default 80;

    @AttributeDefinition(
            description =
                    "Use of the disk that holds OPENBELL_HOME above which health warns, in percent.",
            min = "1",
            max = "100")
    int diskWarnPercent() default 80;

    @AttributeDefinition(
            description =
                    "Open files and sockets of the process above which health warns, in percent of those that it may open.",
            min = "1",
            max = "100")
    int filesWarnPercent() default 80;

    @AttributeDefinition(
            description =
                    "Processor load above which, three times in a row, entries are suspended, in percent; 100 is never.",
            min = "10",
            max = "100")
    int cpuMaxPercent() default 100;

    @AttributeDefinition(
            description =
                    "Memory in use above which, three times in a row, entries are suspended, in percent; 100 is never.",
            min = "10",
            max = "100")
    int memoryMaxPercent() default 98;

    @AttributeDefinition(
            description =
                    "Use of the disk above which, three times in a row, entries are suspended, in percent; 100 is never.",
            min = "10",
            max = "100")
    int diskMaxPercent() default 100;

    @AttributeDefinition(
            description =
                    "Open files and sockets above which, three times in a row, entries are suspended, in percent; 100 is never.",
            min = "10",
            max = "100")
    int filesMaxPercent() default 95;

    @AttributeDefinition(
            description =
                    "Filling of the trading loop's queue above which health warns, in percent.",
            min = "1",
            max = "100")
    int queueWarnPercent() default 50;

    @AttributeDefinition(
            description =
                    "Time that the journal's disk takes for one group above which health warns, in milliseconds;"
                            + " orders wait for it.",
            min = "1",
            max = "60000")
    int journalWarnMillis() default 500;
}
