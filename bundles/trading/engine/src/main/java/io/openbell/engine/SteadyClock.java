package io.openbell.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system's time, without its steps back: when somebody puts the clock back, this one goes on as time passes. What counts
 * the last minute would count for an hour otherwise, and what is due would come an hour late. After a step of a few seconds
 * it goes a little slower until the system's has caught up; after a longer one it stays ahead until that, or a new process.
 * A step forward is taken at once, since a machine that slept wakes up with one. Whether it is the venue's time is looked at
 * elsewhere (the breaker {@code clock-skew}), and ages of quotes are judged by the venue's. Any thread.
 */
final class SteadyClock implements InstantSource {

    private static final Logger LOG = LoggerFactory.getLogger(SteadyClock.class);

    /** Threads read the system's clock one after the other, and compare a moment later. */
    private static final Duration NO_STEP = Duration.ofMillis(50);

    private static final Duration WORTH_TELLING = Duration.ofSeconds(2);

    /** How often what was read is kept, so that threads do not fight for it. */
    private static final Duration KEEP_EVERY = Duration.ofMillis(10);

    /** A longer step is no correction of a clock that ran a little fast. */
    private static final Duration SMALL = Duration.ofSeconds(5);

    /** Of the time that passes, while the system's clock is behind by a small step. */
    private static final double SLOWER = 0.9;

    /**
     * What was read last.
     *
     * @param pace of our time while it is ahead of the system's; 0 while it is not
     */
    private record Reading(Instant time, long nanos, double pace) {

        boolean isAhead() {
            return pace > 0;
        }
    }

    private final InstantSource system;
    private final LongSupplier nanoTime;
    private volatile Reading latest;

    /**
     * @param nanoTime passes evenly, whatever happens to the system's clock
     */
    SteadyClock(InstantSource system, LongSupplier nanoTime) {
        this.system = system;
        this.nanoTime = nanoTime;
        latest = new Reading(system.instant(), nanoTime.getAsLong(), 0);
    }

    @Override
    public Instant instant() {
        // In this order: what is read later must not be taken for older.
        Reading last = latest;
        Instant wall = system.instant();
        if (last.isAhead()) {
            return catchUp(wall);
        }
        if (wall.isBefore(last.time().minus(NO_STEP))) {
            return stepBack(wall);
        }
        if (wall.isAfter(last.time().plus(KEEP_EVERY))) {
            keep(wall, last);
        }
        return wall;
    }

    private synchronized void keep(Instant wall, Reading last) {
        if (latest != last) {
            return;
        }
        long nanos = nanoTime.getAsLong();
        Duration step =
                Duration.between(last.time(), wall).minusNanos(Math.max(0, nanos - last.nanos()));
        if (step.compareTo(WORTH_TELLING) > 0) {
            LOG.warn("clock=forward byMillis={}: taken", step.toMillis());
        }
        latest = new Reading(wall, nanos, 0);
    }

    private synchronized Instant stepBack(Instant wall) {
        Reading last = latest;
        if (!last.isAhead() && wall.isBefore(last.time().minus(NO_STEP))) {
            Duration step = Duration.between(wall, last.time());
            boolean small = step.compareTo(SMALL) <= 0;
            LOG.warn(
                    "clock=back byMillis={}: the session's goes on{}",
                    step.toMillis(),
                    small
                            ? " slower until the system's has caught up"
                            : "; if the system's is right now, stop and start the session");
            latest = new Reading(last.time(), last.nanos(), small ? SLOWER : 1);
        }
        return catchUp(wall);
    }

    private synchronized Instant catchUp(Instant wall) {
        Reading last = latest;
        if (!last.isAhead()) {
            return wall;
        }
        long passed = Math.max(0, nanoTime.getAsLong() - last.nanos());
        Instant ours = last.time().plusNanos((long) (passed * last.pace()));
        if (wall.isBefore(ours)) {
            return ours;
        }
        LOG.info("clock=caught up");
        latest = new Reading(wall, nanoTime.getAsLong(), 0);
        return wall;
    }
}
