package io.openbell.engine;

import java.time.Duration;

/**
 * How the loop is sized.
 *
 * @param queueCapacity  events in the ordinary lane before publishers wait, at least 2; rounded up to a power of two
 * @param callbackBudget a call of one subscriber that lasts longer is reported
 * @param stallLimit     a call that lasts longer is reported as severe; more than the budget
 */
public record LoopSettings(int queueCapacity, Duration callbackBudget, Duration stallLimit) {

    /** 65,536 events; one second; five seconds. */
    public static final LoopSettings DEFAULTS =
            new LoopSettings(65_536, Duration.ofSeconds(1), Duration.ofSeconds(5));

    /** Refuses settings that contradict each other. */
    public LoopSettings {
        if (queueCapacity < 2) {
            throw new IllegalArgumentException(
                    "queueCapacity must be at least 2, was " + queueCapacity);
        }
        if (callbackBudget.toMillis() < 1 || stallLimit.compareTo(callbackBudget) <= 0) {
            throw new IllegalArgumentException(
                    "stallMillis must exceed callbackBudgetMillis, and both must be positive: stallMillis="
                            + stallLimit.toMillis()
                            + " callbackBudgetMillis="
                            + callbackBudget.toMillis());
        }
    }
}
