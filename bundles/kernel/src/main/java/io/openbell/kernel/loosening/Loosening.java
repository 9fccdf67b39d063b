package io.openbell.kernel.loosening;

import io.openbell.kernel.replay.DecisionBasis.Gate;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares what a gate, its breakers and its protections go by with what they would go by. A limit is looser when something
 * may pass that was stopped, or would be stopped later; one that lies neither above nor below the other counts as looser.
 * Every component of the records has a row here that says which way it binds less.
 */
public final class Loosening {

    private static final List<Limit> LIMITS =
            Stream.of(OrderLimits.ALL, ConductLimits.ALL, BreakerFigures.ALL, ProtectionFigures.ALL)
                    .flatMap(List::stream)
                    .toList();

    private Loosening() {}

    /** Every limit that would be looser; empty if none would. */
    public static List<Loosened> between(Gate inForce, Gate wanted) {
        return LIMITS.stream()
                .filter(limit -> limit.isLooser().test(inForce, wanted))
                .map(limit -> limit.told(inForce, wanted))
                .toList();
    }

    /** Where the limits that are compared stand in the records. */
    public static List<String> limits() {
        return LIMITS.stream().map(Limit::name).toList();
    }
}
