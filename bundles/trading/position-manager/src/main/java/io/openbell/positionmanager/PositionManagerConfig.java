package io.openbell.positionmanager;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/openbell.position-manager.cfg}. */
@ObjectClassDefinition(
        name = "Position manager",
        description = "Positions and profit from fills, compared with the venue's.")
@interface PositionManagerConfig {

    @AttributeDefinition(
            description = "How often our positions are compared with the venue's, in seconds.",
            min = "5",
            max = "3600")
    int reconcileSeconds() default 30;

    @AttributeDefinition(
            description =
                    "Longest time without a comparison before new orders are denied, in seconds;"
                            + " more than reconcileSeconds. 0: twice that, and at least 120.",
            min = "0",
            max = "7200")
    int maxComparisonAgeSeconds() default 0;

    @AttributeDefinition(
            description = "Least time between two snapshots for other threads, in milliseconds.",
            min = "10",
            max = "10000")
    int snapshotMillis() default 100;
}
