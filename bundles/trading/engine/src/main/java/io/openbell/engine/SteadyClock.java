package io.openbell.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system's time, without its steps back: when somebody puts the clock back, this one goes on a little slower than time
 * passes until the system's has caught up. What counts the last minute would count for an hour otherwise. A step forward is
 * taken at once, since a machine that slept wakes up with one. Whether it is the venue's time is looked at elsewhere
 * (the breaker {@code clock-skew}). Any thread.
 */
final class SteadyClock implements InstantSource {

    private static final Logger LOG = LoggerFactory.getLogger(SteadyClock.class);

    /** Threads read the system's clock one after the other, and compare a moment later. */
    private static final Duration NO_STEP = Duration.ofMillis(50);

    private static final Duration WORTH_TELLING = Duration.ofSeconds(2);

    /** How often what was read is kept, so that threads do not fight for it. */
    private static final Duration KEEP_EVERY = Duration.ofMillis(10);

    /** Of the time that passes, while the system's clock is behind. */
    private static final double SLOWER = 0.9;

    private record Reading(Instant time, long nanos, boolean ahead) {}

    private final InstantSource system;
    private final LongSupplier nanoTime;
    private volatile Reading latest;

    /**
     * @param nanoTime passes evenly, whatever happens to the system's clock
     */
    SteadyClock(InstantSource system, LongSupplier nanoTime) {
        this.system = system;
        this.nanoTime = nanoTime;
        latest = new Reading(system.instant(), nanoTime.getAsLong(), false);
    }

    @Override
    public Instant instant() {
        Instant wall = system.instant();
        Reading last = latest;
        if (last.ahead()) {
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

    private void keep(Instant wall, Reading last) {
        long nanos = nanoTime.getAsLong();
        Duration step =
                Duration.between(last.time(), wall).minusNanos(Math.max(0, nanos - last.nanos()));
        if (step.compareTo(WORTH_TELLING) > 0) {
            LOG.warn("clock=forward byMillis={}: taken", step.toMillis());
        }
        latest = new Reading(wall, nanos, false);
    }

    private synchronized Instant stepBack(Instant wall) {
        Reading last = latest;
        if (!last.ahead()) {
            LOG.warn(
                    "clock=back byMillis={}: ours goes on slower until the system's has caught up",
                    Duration.between(wall, last.time()).toMillis());
            latest = new Reading(last.time(), last.nanos(), true);
        }
        return catchUp(wall);
    }

    private synchronized Instant catchUp(Instant wall) {
        Reading last = latest;
        if (!last.ahead()) {
            return wall;
        }
        long passed = Math.max(0, nanoTime.getAsLong() - last.nanos());
        Instant ours = last.time().plusNanos((long) (passed * SLOWER));
        if (wall.isBefore(ours)) {
            return ours;
        }
        LOG.info("clock=caught up");
        latest = new Reading(wall, nanoTime.getAsLong(), false);
        return wall;
    }
}
