package io.openbell.kernel.strategy;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.strategy.StrategyCommand.SetParameters;
import io.openbell.api.strategy.StrategyCommand.SwitchStrategy;
import io.openbell.api.strategy.StrategyCommand.SwitchStrategy.Wish;
import io.openbell.api.view.StrategyStatus.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A runner whose strategies start only once the journal's past is known: before that nobody can say what they hold.
 * Single-threaded.
 */
public final class StrategyDesk {

    private record Waiting(
            StrategyChange change,
            Supplier<Strategy> instance,
            Consumer<Optional<String>> outcome) {}

    private final StrategyRunner runner;
    private final OperatorWishes wishes;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean replayed;

    /** One that waits for the past. */
    public StrategyDesk(StrategyRunner runner) {
        this(runner, new OperatorWishes());
    }

    /** One that shares what operators want with somebody. */
    public StrategyDesk(StrategyRunner runner, OperatorWishes wishes) {
        this.runner = runner;
        this.wishes = wishes;
    }

    /** An event of the past. */
    public void onReplay(Journaled event) {
        wishes.onReplay(event);
        runner.onReplay(event);
    }

    /** The past is known. */
    public void onReplayed(Instant now) {
        replayed = true;
        waiting.forEach(each -> execute(now, each.change(), each.instance(), each.outcome()));
        waiting.clear();
    }

    /** An event of the present that is no change. */
    public void onEvent(Instant now, TradingEvent event) {
        if (event instanceof SwitchStrategy wish) {
            obey(now, wish);
        } else if (event instanceof SetParameters change) {
            wishes.note(change);
        }
        runner.onEvent(now, event);
    }

    private void obey(Instant now, SwitchStrategy wish) {
        wishes.note(wish);
        switch (wish.wish()) {
            case PAUSE -> runner.pause(wish.strategy(), OperatorWishes.reason(wish));
            case STOP -> runner.disable(now, wish.strategy(), OperatorWishes.reason(wish));
            case START -> runner.resume(wish.strategy());
            case END_SHADOW -> {
                // Nothing of it decides.
            }
        }
    }

    /**
     * Makes a change, now or as soon as the past is known.
     *
     * @param instance of what is started, not run yet; not asked for otherwise
     */
    public void take(Instant now, StrategyChange change, Supplier<Strategy> instance) {
        take(now, change, instance, refused -> {});
    }

    /**
     * The same, for somebody who wants to know.
     *
     * @param outcome told why the one that ran goes on instead of what was to start; empty otherwise
     */
    public void take(
            Instant now,
            StrategyChange change,
            Supplier<Strategy> instance,
            Consumer<Optional<String>> outcome) {
        if (replayed || isEnd(change)) {
            execute(now, change, instance, outcome);
        } else {
            waiting.add(new Waiting(change, instance, outcome));
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

    private void execute(
            Instant now,
            StrategyChange change,
            Supplier<Strategy> instance,
            Consumer<Optional<String>> outcome) {
        if (change instanceof StrategyChange.Started start) {
            outcome.accept(start(now, start, instance.get()));
        } else if (change instanceof StrategyChange.Parked park) {
            runner.park(
                    now, park.name(), park.version(), park.settings(), park.state(), park.reason());
        } else if (change instanceof StrategyChange.Removed removed) {
            runner.stop(now, removed.name());
        } else if (change instanceof StrategyChange.AllRemoved) {
            runner.stopAll(now);
        }
    }

    /** What an operator stopped stays so, and what was paused begins paused. */
    private Optional<String> start(Instant now, StrategyChange.Started start, Strategy instance) {
        Optional<SwitchStrategy> standing = wishes.standing(start.name());
        if (standing.isPresent() && standing.get().wish() == Wish.STOP) {
            runner.park(
                    now,
                    start.name(),
                    start.version(),
                    start.settings(),
                    State.DISABLED,
                    OperatorWishes.reason(standing.get()));
            return Optional.empty();
        }
        Optional<String> refused =
                runner.start(
                        now,
                        start.name(),
                        start.version(),
                        start.settings(),
                        instance,
                        start.past());
        if (refused.isEmpty()) {
            standing.ifPresent(wish -> runner.pause(start.name(), OperatorWishes.reason(wish)));
        }
        return refused;
    }
}
