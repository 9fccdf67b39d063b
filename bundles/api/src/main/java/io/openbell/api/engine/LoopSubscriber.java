package io.openbell.api.engine;

import java.time.Instant;
import java.util.Optional;

/** Reads the sequence of events. All methods are called on one thread; for {@link TradingLoop#subscribe} the loop's. */
public interface LoopSubscriber {

    /**
     * One event, after everything before it has been delivered to everybody.
     *
     * @param sequence 1, 2, 3 ... over the life of the process
     * @param now      the time at which it was sequenced, UTC; use this and no clock
     */
    void onEvent(long sequence, Instant now, TradingEvent event);

    /**
     * One event of the past, from the journal, before any live event. The default treats it like a live one; whoever
     * would send something out because of it must override this.
     */
    default void onReplay(Instant at, Journaled event) {
        onEvent(0, at, event);
    }

    /** The past is complete; live events follow. Called once for subscriptions that asked for the past. */
    default void onReplayed() {}

    /**
     * What it decides by besides events, for the recording of the session: limits, rules, symbols. A record of {@code
     * kernel}; empty if it decides nothing that a replay decides again. Asked once, when it joins.
     */
    default Optional<TradingEvent> decidesBy() {
        return Optional.empty();
    }
}
