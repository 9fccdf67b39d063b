package io.openbell.loggingsystem;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Logging system",
        description = "Watches the log folder and counts errors.")
@interface LoggingConfig {

    @AttributeDefinition(
            description = "Time between two looks at the log folder, in seconds.",
            min = "1",
            max = "3600")
    int checkIntervalSeconds() default 10;

    @AttributeDefinition(
            description = "Free space of the log disk below which health warns, in megabytes.",
            min = "0",
            max = "1000000")
    long minFreeMegabytes() default 200;
}
