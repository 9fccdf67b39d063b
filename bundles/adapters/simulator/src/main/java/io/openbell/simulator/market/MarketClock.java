package io.openbell.simulator.market;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of the synthetic market. A real one is the system's; a scaled or stepped one is the time of the last step, so
 * that it never runs ahead of what happened.
 */
final class MarketClock implements InstantSource {

    private final InstantSource system;
    private final Pace pace;
    private final Instant systemStart;
    private final Instant start;
    private Instant now;

    /**
     * @param reached the last time of an earlier run: it goes on from there, since what was written down then is not in the future
     */
    MarketClock(InstantSource system, Pace pace, Instant reached) {
        this.system = system;
        this.pace = pace;
        this.systemStart = system.instant();
        Instant stated = pace.start() == null ? systemStart : pace.start();
        this.start = reached.isAfter(stated) ? reached : stated;
        this.now = start;
    }

    @Override
    public Instant instant() {
        return pace.clock() == Pace.Clock.REAL ? system.instant() : now;
    }

    /** A step was made that ends there. */
    void reached(Instant time) {
        now = time;
    }

    /** Where a scaled clock should be by now. */
    Instant due() {
        double nanos = Duration.between(systemStart, system.instant()).toNanos() * pace.speed();
        return start.plusNanos((long) nanos);
    }
}
