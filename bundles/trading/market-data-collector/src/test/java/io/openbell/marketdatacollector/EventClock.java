package io.openbell.marketdatacollector;

import io.openbell.api.session.TradingClock;
import java.time.Instant;

/** The clock of a replay: it stands at 1970 until the test has let the loop take in an event. */
final class EventClock implements TradingClock {

    volatile Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public boolean isEventTime() {
        return true;
    }
}
