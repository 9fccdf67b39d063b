package io.openbell.kernel.strategy;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.strategy.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A runner whose strategies start only once the journal's past is known: before that nobody can say what they hold.
 * Single-threaded.
 */
public final class StrategyDesk {

    private record Waiting(StrategyChange change, Supplier<Strategy> instance) {}

    private final StrategyRunner runner;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean replayed;

    /** One that waits for the past. */
    public StrategyDesk(StrategyRunner runner) {
        this.runner = runner;
    }

    /** An event of the past. */
    public void onReplay(Journaled event) {
        runner.onReplay(event);
    }

    /** The past is known. */
    public void onReplayed(Instant now) {
        replayed = true;
        waiting.forEach(each -> execute(now, each.change(), each.instance()));
        waiting.clear();
    }

    /** An event of the present that is no change. */
    public void onEvent(Instant now, TradingEvent event) {
        runner.onEvent(now, event);
    }

    /**
     * Makes a change, now or as soon as the past is known.
     *
     * @param instance of what is started, not run yet; not asked for otherwise
     */
    public void take(Instant now, StrategyChange change, Supplier<Strategy> instance) {
        if (replayed || isEnd(change)) {
            execute(now, change, instance);
        } else {
            waiting.add(new Waiting(change, instance));
        }
    }

    /** Whoever waits for an end must not wait for the past; what was to start before it never does. */
    private boolean isEnd(StrategyChange change) {
        if (change instanceof StrategyChange.Removed removed) {
            waiting.removeIf(earlier -> earlier.change().name().equals(removed.name()));
            return true;
        }
        if (change instanceof StrategyChange.AllRemoved) {
            waiting.clear();
            return true;
        }
        return false;
    }

    private void execute(Instant now, StrategyChange change, Supplier<Strategy> instance) {
        if (change instanceof StrategyChange.Started start) {
            runner.start(
                    now,
                    start.name(),
                    start.version(),
                    start.settings(),
                    instance.get(),
                    start.past());
        } else if (change instanceof StrategyChange.Parked park) {
            runner.park(
                    now, park.name(), park.version(), park.settings(), park.state(), park.reason());
        } else if (change instanceof StrategyChange.Removed removed) {
            runner.stop(now, removed.name());
        } else if (change instanceof StrategyChange.AllRemoved) {
            runner.stopAll(now);
        }
    }
}
