package io.openbell.simulator.market;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * How busy the day is: a parabola over the regular hours, 09:30 to 16:00 in New York, with mean 1, high at both ends; 1 at
 * all other times, for this exchange never closes.
 *
 * @param percent how far the ends are above the mean; the middle is half as far below it
 */
record VolumeShape(double percent) {

    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static final double OPEN_SECOND = LocalTime.of(9, 30).toSecondOfDay();
    private static final double SESSION_SECONDS = 6.5 * 3600;

    /** The factor for the size of trades, above zero. */
    double at(Instant instant) {
        double second = instant.atZone(NEW_YORK).toLocalTime().toSecondOfDay();
        double place = (second - OPEN_SECOND) / SESSION_SECONDS;
        if (place < 0 || place > 1) {
            return 1;
        }
        double fromMiddle = 2 * place - 1;
        return 1 + percent / 100 * (1.5 * fromMiddle * fromMiddle - 0.5);
    }
}
