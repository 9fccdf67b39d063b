package io.openbell.api.strategy;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.Origin;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that could be earned by holding several symbols at once. The strategy engine decides whether to take it.
 *
 * @param id                unique per source
 * @param source            who found it
 * @param description       for people
 * @param legs              what to hold
 * @param expectedEdgeBps   expected gain on the gross value of all legs, in basis points, after the costs that the
 *                          source knows of
 * @param confidence        0 to 1
 * @param timeToLive        how long it is worth anything
 * @param origin            what the source had before it; empty where it is not known
 */
public record Opportunity(
        String id,
        String source,
        String description,
        List<Leg> legs,
        double expectedEdgeBps,
        double confidence,
        Duration timeToLive,
        Instant at,
        Optional<Origin> origin)
        implements TradingEvent {

    /** Keeps a copy of the legs; refuses none, and confidences outside 0 to 1. */
    public Opportunity {
        legs = List.copyOf(legs);
        if (legs.isEmpty()) {
            throw new IllegalArgumentException("an opportunity needs at least one leg");
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException(
                    "confidence must be within 0 and 1, was " + confidence);
        }
    }

    /** An opportunity of which nobody knows what it grew from. */
    public Opportunity(
            String id,
            String source,
            String description,
            List<Leg> legs,
            double expectedEdgeBps,
            double confidence,
            Duration timeToLive,
            Instant at) {
        this(
                id,
                source,
                description,
                legs,
                expectedEdgeBps,
                confidence,
                timeToLive,
                at,
                Optional.empty());
    }

    /**
     * One side of it.
     *
     * @param weight share of the capital put into the opportunity: positive long, negative short, zero: close it
     */
    public record Leg(Symbol symbol, double weight) {}
}
