package io.openbell.testkit;

import io.openbell.api.session.TradingClock;
import java.time.Duration;
import java.time.Instant;

/** A clock that moves when the test says so. */
public final class ManualClock implements TradingClock {

    private volatile Instant now;

    private ManualClock(Instant now) {
        this.now = now;
    }

    /** Starts at that instant, for example {@code 2025-01-15T14:30:00Z}. */
    public static ManualClock at(String instant) {
        return new ManualClock(Instant.parse(instant));
    }

    /** Lets time pass. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
