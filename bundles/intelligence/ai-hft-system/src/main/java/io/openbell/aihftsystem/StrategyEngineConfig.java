package io.openbell.aihftsystem;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/openbell.ai-hft-system.cfg}. */
@ObjectClassDefinition(
        name = "Strategy engine",
        description = "How the opinions of strategies become positions.")
@interface StrategyEngineConfig {

    @AttributeDefinition(
            description =
                    "Value of the position that a signal of full strength asks for, as currency and"
                            + " amount, above USD 0.")
    String signalNotional() default "USD 2000";

    @AttributeDefinition(
            description =
                    "Value put into one opportunity, all its legs together, as currency and amount,"
                            + " above USD 0.")
    String opportunityNotional() default "USD 4000";

    @AttributeDefinition(
            description = "Opportunities of less confidence are not taken.",
            min = "0",
            max = "1")
    double minimumConfidence() default 0.2;

    @AttributeDefinition(
            description =
                    "Opportunities that promise less are not taken, in basis points of their value.",
            min = "-10000",
            max = "10000")
    double minimumEdgeBps() default 1;

    @AttributeDefinition(
            description =
                    "A position is left alone when it is this close to what it should be, in percent"
                            + " of that. Exits are always made.",
            min = "0",
            max = "100")
    double minimumChangePercent() default 20;

    @AttributeDefinition(
            description =
                    "First pause after an order was denied or rejected, in seconds; doubles with each"
                            + " further one, up to eightfold.",
            min = "1",
            max = "3600")
    int retryPauseSeconds() default 15;

    @AttributeDefinition(
            description =
                    "Market events that a deployed strategy must take in the shadow before it takes"
                            + " over.",
            min = "0",
            max = "100000")
    int trialEvents() default 50;

    @AttributeDefinition(
            description =
                    "Longest time in the shadow before it takes over, in milliseconds, however few"
                            + " events there were.",
            min = "0",
            max = "600000")
    int trialMillis() default 2000;
}
