package io.openbell.kernel.replay;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.TradingEvent;
import java.time.Instant;

/** One who decides, made anew: does with events what its namesake on the trading loop does. Single-threaded. */
interface Part {

    /** Its place in the order in which an event is delivered. */
    int stage();

    /** An event of the past. */
    default void onReplay(Instant at, Journaled event) {
        onEvent(at, event);
    }

    /** The past is complete. */
    default void onReplayed(Instant now) {}

    /** An event of the present. */
    void onEvent(Instant now, TradingEvent event);

    /** It decides about events like this one; the others that its namesake said are taken as they are. */
    default boolean decides(TradingEvent event) {
        return false;
    }
}
