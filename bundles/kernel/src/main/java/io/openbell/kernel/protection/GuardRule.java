package io.openbell.kernel.protection;

import java.time.Duration;

/**
 * When a protection looks, and what for.
 *
 * @param trades          round trips of all symbols that it takes; 0 is off
 * @param tradesPerSymbol round trips of one symbol that it takes; 0 is off
 * @param lookBack        only round trips closed within this time count
 * @param rest            how long entries stay off once it trips
 * @param percent         figure of the protection in percent
 */
public record GuardRule(
        int trades, int tradesPerSymbol, Duration lookBack, Duration rest, double percent) {

    /** Never trips. */
    public static GuardRule off() {
        return new GuardRule(0, 0, Duration.ofHours(1), Duration.ofHours(1), 0);
    }
}
