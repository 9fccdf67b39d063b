package io.openbell.kernel.strategy;

import io.openbell.api.view.StrategyStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the strategies are, for other threads; at most a second old.
 *
 * @param strategies    by name
 * @param events        market events given to strategies, an event given to two counts twice
 * @param lastEventAt   time of the last market event that came in, whether or not anybody wanted it
 * @param unanswered    intents of sized opinions that neither became an order nor were denied
 * @param barsMissing   for people: strategies that asked for bars nobody builds
 * @param failingExits  positions that should be closed and could not be, three times in a row or more
 */
public record RunnerSnapshot(
        List<StrategyStatus> strategies,
        long events,
        Optional<Instant> lastEventAt,
        List<String> barsMissing,
        int unanswered,
        long failingExits) {

    /** Keeps copies. */
    public RunnerSnapshot {
        barsMissing = List.copyOf(barsMissing);
        strategies = List.copyOf(strategies);
    }
}
