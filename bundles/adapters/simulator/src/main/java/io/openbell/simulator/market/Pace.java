package io.openbell.simulator.market;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the time of the synthetic market passes.
 *
 * @param clock real, scaled or stepped
 * @param speed for a scaled clock: seconds of the market per second of the system
 * @param start when a market begins that has not run before, not for a real clock; null is the system's time
 */
public record Pace(Clock clock, double speed, @Nullable Instant start) {

    /** The system's clock. */
    public static final Pace REAL = new Pace(Clock.REAL, 1, null);

    /** Advances only when it is told to. */
    public static final Pace STEPPED = new Pace(Clock.STEPPED, 1, null);

    /** Refuses a speed that leads nowhere, and a real clock that shows another time. */
    public Pace {
        if (!(speed > 0) || speed > 100_000) {
            throw new IllegalArgumentException(
                    "clockSpeed must be above 0 and at most 100000, was " + speed);
        }
        if (start != null && clock == Clock.REAL) {
            throw new IllegalArgumentException(
                    "clockStart is for clock = scaled and stepped, was " + start);
        }
    }

    /** That many times as fast as the system's clock. */
    public static Pace scaled(double speed) {
        return new Pace(Clock.SCALED, speed, null);
    }

    /** The same from that moment on. */
    public Pace from(Instant moment) {
        return new Pace(clock, speed, moment);
    }

    /** Which clock. */
    public enum Clock {
        REAL,
        SCALED,
        STEPPED
    }
}
