package io.openbell.kernel.arbitrage;

import io.openbell.api.strategy.Opportunity;
import java.time.Duration;
import java.util.List;

/**
 * Something that would earn after spreads and fees.
 *
 * @param key          the same thing found again has the same key
 * @param description  for people
 * @param legs         as in {@link Opportunity}: shares of the capital, which add up to 1 without their signs
 * @param edgeBps      expected gain on the gross value of all legs, in basis points, after spreads and fees
 * @param confidence   0 to 1
 * @param timeToLive   how long it is worth anything
 * @param depthDollars gross value that the quoted sizes carry, in dollars
 */
public record Finding(
        String key,
        String description,
        List<Opportunity.Leg> legs,
        double edgeBps,
        double confidence,
        Duration timeToLive,
        double depthDollars) {

    /** Keeps a copy of the legs. */
    public Finding {
        legs = List.copyOf(legs);
    }
}
