package io.openbell.api.broker;

import java.time.Instant;
import java.util.List;

/**
 * What came of comparing one part of our state with the venue's.
 *
 * @param subject     {@link #ORDERS} or {@link #POSITIONS}
 * @param begunAt     before the venue was asked, UTC
 * @param compared    how many of ours and theirs were looked at
 * @param differences where they do not agree, by name; empty when they do
 */
public record Comparison(
        String subject, Instant begunAt, int compared, List<Difference> differences) {

    /** Open orders. */
    public static final String ORDERS = "orders";

    /** Positions. */
    public static final String POSITIONS = "positions";

    /**
     * One disagreement.
     *
     * @param name        a symbol, or our name of an order
     * @param ours        what we hold
     * @param theirs      what the venue states
     * @param unexplained the part that no order on its way explains; empty where that cannot be counted
     */
    public record Difference(String name, String ours, String theirs, String unexplained) {

        /** For people. */
        public String describe() {
            return name
                    + " ours="
                    + ours
                    + " venue="
                    + theirs
                    + (unexplained.isEmpty() ? "" : " unexplained=" + unexplained);
        }
    }

    /** Keeps a copy. */
    public Comparison {
        differences = List.copyOf(differences);
    }

    /** Nothing differs. */
    public boolean agrees() {
        return differences.isEmpty();
    }
}
