package io.openbell.kernel.loosening;

/**
 * A limit that would bind less than the one in force.
 *
 * @param limit  where it stands in {@link io.openbell.kernel.replay.DecisionBasis.Gate}, for example {@code
 *               limits.pace.maxOpenOrders}
 * @param before what is in force, for people
 * @param after  what it would be, for people
 */
public record Loosened(String limit, String before, String after) {}
