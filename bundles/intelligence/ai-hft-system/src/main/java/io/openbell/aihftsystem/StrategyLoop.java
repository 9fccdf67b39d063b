package io.openbell.aihftsystem;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.kernel.strategy.StrategyRunner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The runner on the trading loop. Strategies start only once the journal's past is known: before that nobody can say what
 * they hold.
 */
final class StrategyLoop implements LoopSubscriber {

    private final StrategyRunner runner;
    private final TradingLoop loop;
    private final List<EngineCommand> waiting = new ArrayList<>();
    private volatile boolean replayed;

    StrategyLoop(StrategyRunner runner, TradingLoop loop) {
        this.runner = runner;
        this.loop = loop;
    }

    /** Any thread: the past is known. */
    boolean isReplayed() {
        return replayed;
    }

    @Override
    public void onReplay(Instant at, Journaled event) {
        runner.onReplay(event);
    }

    @Override
    public void onReplayed() {
        replayed = true;
        waiting.forEach(command -> execute(loop.now(), command));
        waiting.clear();
    }

    @Override
    public void onEvent(long sequence, Instant now, TradingEvent event) {
        if (!(event instanceof EngineCommand command)) {
            runner.onEvent(now, event);
        } else if (replayed || isEnd(command)) {
            execute(now, command);
        } else {
            waiting.add(command);
        }
    }

    /** Whoever waits for an end must not wait for the past; what was to start before it never does. */
    private boolean isEnd(EngineCommand command) {
        if (command instanceof EngineCommand.Remove remove) {
            waiting.removeIf(earlier -> nameOf(earlier).equals(remove.name()));
            return true;
        }
        if (command instanceof EngineCommand.RemoveAll) {
            waiting.clear();
            return true;
        }
        return false;
    }

    private static String nameOf(EngineCommand command) {
        if (command instanceof EngineCommand.Start start) {
            return start.name();
        }
        return command instanceof EngineCommand.Park park ? park.name() : "";
    }

    private void execute(Instant now, EngineCommand command) {
        if (command instanceof EngineCommand.Start start) {
            runner.start(
                    now,
                    start.name(),
                    start.version(),
                    start.settings(),
                    start.strategy(),
                    start.past());
        } else if (command instanceof EngineCommand.Park park) {
            runner.park(
                    now, park.name(), park.version(), park.settings(), park.state(), park.reason());
        } else if (command instanceof EngineCommand.Remove remove) {
            runner.stop(now, remove.name());
            remove.done().complete(null);
        } else if (command instanceof EngineCommand.RemoveAll all) {
            runner.stopAll(now);
            all.done().complete(null);
        }
    }
}
