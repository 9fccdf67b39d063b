package io.openbell.simulator.market;

/**
 * How the time of the synthetic market passes.
 *
 * @param clock real, scaled or stepped
 * @param speed for a scaled clock: seconds of the market per second of the system
 */
public record Pace(Clock clock, double speed) {

    /** The system's clock. */
    public static final Pace REAL = new Pace(Clock.REAL, 1);

    /** Advances only when it is told to. */
    public static final Pace STEPPED = new Pace(Clock.STEPPED, 1);

    /** Refuses a speed that leads nowhere. */
    public Pace {
        if (!(speed > 0) || speed > 100_000) {
            throw new IllegalArgumentException(
                    "clockSpeed must be above 0 and at most 100000, was " + speed);
        }
    }

    /** That many times as fast as the system's clock. */
    public static Pace scaled(double speed) {
        return new Pace(Clock.SCALED, speed);
    }

    /** Which clock. */
    public enum Clock {
        REAL,
        SCALED,
        STEPPED
    }
}
