package io.openbell.api.order;

import java.time.Duration;
import java.util.List;

/**
 * The end of a session's trading. Offered by the order-executor; any thread but the loop's. There is no way back: only
 * another order-executor trades again.
 */
public interface WindDown {

    /**
     * Once this returns no order leaves for the venue, but for the exits that {@code ordersAtShutdown = flatten} asks for;
     * what waited to be sent is dropped. Cancels pass. Does not block; again does nothing.
     *
     * @param reason for people, as in "not sent: the session ends: reason"
     */
    void begin(String reason);

    /**
     * Waits for what is on its way to the venue, then does with open orders and positions what {@code ordersAtShutdown}
     * says. Blocks.
     *
     * @param limit the longest it may take
     */
    Outcome finish(Duration limit) throws InterruptedException;

    /**
     * What came of it.
     *
     * @param policy    {@code leave}, {@code cancel-own} or {@code flatten}
     * @param drained   nothing was on its way to the venue any more
     * @param canceled  orders of ours that it took out of the market
     * @param open      orders of ours that still may fill
     * @param closed    positions that it closed
     * @param obstacles what it could not do and why, for people; empty if there is nothing to say
     */
    record Outcome(
            String policy,
            boolean drained,
            int canceled,
            int open,
            int closed,
            List<String> obstacles) {

        /** Keeps a copy. */
        public Outcome {
            obstacles = List.copyOf(obstacles);
        }

        /** One line for people. */
        public String describe() {
            return policy
                    + ": "
                    + open
                    + " left open, "
                    + canceled
                    + " canceled, "
                    + closed
                    + " positions closed"
                    + (drained ? "" : "; an order is on its way without an answer")
                    + (obstacles.isEmpty() ? "" : "; " + String.join("; ", obstacles));
        }
    }
}
