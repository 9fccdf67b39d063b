package io.openbell.api.risk;

import java.time.Instant;
import java.util.Optional;

/** How far the market is free of our orders after a halt. Offered by the order-executor; any thread. */
public interface OrderSweep {

    /** The latest sweep since the process began; empty when there was none. */
    Optional<Progress> latest();

    /**
     * Trading is halted, and for this very halt the market was swept and verified, by this process or, as its journal tells,
     * by one before it; nothing has shown up since. False while there is doubt. Does not block.
     */
    default boolean isSwept() {
        return false;
    }

    /** Whether the venue takes orders of the account, as far as a halt had to do with it; empty when none had. */
    default Optional<TradeSuspension> suspension() {
        return Optional.empty();
    }

    /**
     * A sweep so far.
     *
     * @param begunAt   when it was asked for, UTC
     * @param attempts  how often the venue was told to cancel
     * @param canceled  orders the venue answered for, counted once an attempt
     * @param open      orders that still were there when the venue was asked last; -1 while it has not answered
     * @param kept      of them protective ones that are to stay
     * @param verified  the venue was asked, has none left but those that are to stay, and none of ours is in doubt
     * @param updatedAt UTC
     * @param obstacle  why the latest attempt failed, or which orders are in doubt, for people; else empty
     */
    record Progress(
            Instant begunAt,
            int attempts,
            int canceled,
            int open,
            int kept,
            boolean verified,
            Instant updatedAt,
            String obstacle) {}
}
