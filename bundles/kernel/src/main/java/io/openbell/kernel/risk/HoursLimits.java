package io.openbell.kernel.risk;

import java.time.Duration;

/**
 * When stocks and options may be traded. Coins never close.
 *
 * @param extendedHours allow orders that ask to trade before the open and after the close
 * @param afterOpen     no entries for so long after the open
 * @param beforeClose   no entries for so long before the close
 */
public record HoursLimits(boolean extendedHours, Duration afterOpen, Duration beforeClose) {

    /** What every mode starts with. */
    public static HoursLimits standard() {
        return new HoursLimits(false, Duration.ofSeconds(30), Duration.ofSeconds(60));
    }
}
