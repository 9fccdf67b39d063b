package io.openbell.aihftsystem;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.strategy.Strategy;
import io.openbell.kernel.replay.DecisionBasis;
import io.openbell.kernel.strategy.StrategyDesk;
import io.openbell.kernel.strategy.StrategyRunner;
import java.time.Instant;
import java.util.Optional;

/** The runner's desk on the trading loop. */
final class StrategyLoop implements LoopSubscriber {

    private final StrategyDesk desk;
    private final TradingLoop loop;
    private final DecisionBasis basis;
    private volatile boolean replayed;

    /** @param basis what the runner decides by */
    StrategyLoop(StrategyRunner runner, TradingLoop loop, DecisionBasis basis) {
        this.desk = new StrategyDesk(runner);
        this.loop = loop;
        this.basis = basis;
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
    }

    @Override
    public void onEvent(long sequence, Instant now, TradingEvent event) {
        if (event instanceof EngineCommand command) {
            desk.take(now, command.recorded(), () -> instance(command));
            command.done();
        } else {
            desk.onEvent(now, event);
        }
    }

    private static Strategy instance(EngineCommand command) {
        if (command instanceof EngineCommand.Start start) {
            return start.strategy();
        }
        throw new IllegalStateException("starts nothing: " + command);
    }
}
