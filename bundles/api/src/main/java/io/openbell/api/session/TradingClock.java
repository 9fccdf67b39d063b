package io.openbell.api.session;

import java.time.InstantSource;

/** The time to trade by: the system's, or the events' own in a replay at full speed. Any thread. */
public interface TradingClock extends InstantSource {

    /**
     * Time passes with market events only, as in a replay at full speed: nothing can be late or ahead by this clock, and it
     * rests while nothing comes in. False for the system's time.
     */
    default boolean isEventTime() {
        return false;
    }
}
