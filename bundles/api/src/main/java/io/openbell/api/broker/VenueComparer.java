package io.openbell.api.broker;

/**
 * Compares one part of our state with the venue's on request. The order-executor offers it for orders, the
 * position-manager for positions.
 */
public interface VenueComparer {

    /** {@link Comparison#ORDERS} or {@link Comparison#POSITIONS}. */
    String subject();

    /**
     * Asks the venue now, and compares. What may still be on its way between the two is looked at again before it counts as
     * a difference. Blocks, at most thirty seconds; not on the loop.
     *
     * @throws BrokerException if the venue did not answer, or we are not ready to compare
     */
    Comparison compareNow() throws BrokerException, InterruptedException;
}
