package io.openbell.kernel.execution;

import java.time.Duration;

/**
 * What holds for every execution.
 *
 * @param partPause      least time between two parts, so that the gate's limits on rate and repetition leave room
 * @param firstRetry     pause after a part was denied or rejected; doubled each time it happens again
 * @param longestRetry   the longest such pause
 * @param mostSetbacks   in a row, after which the execution ends as failed; at least 1
 * @param longest        the longest time an execution may take
 * @param cancelPatience an open part whose cancel shows no effect is canceled again after this time
 */
public record ExecutionRules(
        Duration partPause,
        Duration firstRetry,
        Duration longestRetry,
        int mostSetbacks,
        Duration longest,
        Duration cancelPatience) {

    /** Twelve seconds between parts, eight setbacks over some four minutes, one day. */
    public static final ExecutionRules DEFAULTS =
            new ExecutionRules(
                    Duration.ofSeconds(12),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60),
                    8,
                    Duration.ofDays(1),
                    Duration.ofSeconds(10));

    /** How long to wait after so many setbacks in a row. */
    Duration pauseAfter(int setbacks) {
        Duration pause = firstRetry.multipliedBy(1L << Math.min(20, Math.max(0, setbacks - 1)));
        return pause.compareTo(longestRetry) > 0 ? longestRetry : pause;
    }
}
