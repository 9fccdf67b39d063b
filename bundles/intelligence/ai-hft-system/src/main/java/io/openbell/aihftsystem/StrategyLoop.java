package io.openbell.aihftsystem;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.strategy.StrategyCommand;
import io.openbell.kernel.replay.DecisionBasis;
import io.openbell.kernel.strategy.OperatorWishes;
import io.openbell.kernel.strategy.ShadowSeed;
import io.openbell.kernel.strategy.StrategyDesk;
import io.openbell.kernel.strategy.StrategyRunner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The runner's desk on the trading loop, and what looks over its shoulder. */
final class StrategyLoop implements LoopSubscriber {

    private final StrategyRunner runner;
    private final StrategyDesk desk;
    private final TradingLoop loop;
    private final DecisionBasis basis;
    private final Consumer<StrategyCommand> commands;
    private final Runnable whenReplayed;
    private final List<Trial> trials = new ArrayList<>();
    private volatile boolean replayed;

    /**
     * Not subscribed yet.
     *
     * @param basis        what the runner decides by
     * @param commands     takes operators' commands, on the loop, after what the desk does of them itself
     * @param whenReplayed called on the loop once the past is known
     */
    StrategyLoop(
            StrategyRunner runner,
            TradingLoop loop,
            DecisionBasis basis,
            OperatorWishes wishes,
            Consumer<StrategyCommand> commands,
            Runnable whenReplayed) {
        this.runner = runner;
        this.desk = new StrategyDesk(runner, wishes);
        this.loop = loop;
        this.basis = basis;
        this.commands = commands;
        this.whenReplayed = whenReplayed;
    }

    /** Any thread: the past is known. */
    boolean isReplayed() {
        return replayed;
    }

    @Override
    public Optional<TradingEvent> decidesBy() {
        return Optional.of(basis);
    }

    @Override
    public void onReplay(Instant at, Journaled event) {
        desk.onReplay(event);
    }

    @Override
    public void onReplayed() {
        replayed = true;
        desk.onReplayed(loop.now());
        whenReplayed.run();
    }

    @Override
    public void onEvent(long sequence, Instant now, TradingEvent event) {
        if (event instanceof EngineCommand command) {
            desk.take(
                    now,
                    command.recorded(),
                    () -> instance(command),
                    refused -> tell(command, refused));
            command.done();
        } else if (event instanceof TrialCommand command) {
            take(now, command);
        } else {
            desk.onEvent(now, event);
            for (Trial trial : trials) {
                trial.offer(now, event);
            }
            if (event instanceof StrategyCommand command) {
                commands.accept(command);
            }
        }
    }

    private static Strategy instance(EngineCommand command) {
        if (command instanceof EngineCommand.Start start) {
            return start.strategy();
        }
        throw new IllegalStateException("starts nothing: " + command);
    }

    private static void tell(EngineCommand command, Optional<String> refused) {
        if (command instanceof EngineCommand.Start start) {
            start.outcome().complete(refused);
        }
    }

    private void take(Instant now, TrialCommand command) {
        if (command instanceof TrialCommand.Begin begin) {
            begin(now, begin.trial());
        } else if (command instanceof TrialCommand.End end) {
            trials.remove(end.trial());
        }
    }

    private void begin(Instant now, Trial trial) {
        Map<String, ShadowSeed> seeds = new HashMap<>();
        try {
            for (Trial.Candidate candidate : trial.candidates()) {
                seeds.put(
                        candidate.name(),
                        runner.seed(now, candidate.name(), candidate.settings().symbols()));
            }
            trials.add(trial);
            trial.seeded(seeds);
        } catch (IllegalStateException mute) {
            trial.notSeeded(String.valueOf(mute.getMessage()));
        }
    }
}
