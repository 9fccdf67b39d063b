package io.openbell.kernel.replay;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.strategy.Strategy;
import io.openbell.kernel.strategy.StrategyChange;
import io.openbell.kernel.strategy.StrategyDesk;
import io.openbell.kernel.strategy.StrategyOutput;
import io.openbell.kernel.strategy.StrategyRunner;
import java.time.Instant;
import java.util.function.Consumer;

/** Strategies and the sizing of what they say. */
final class StrategiesPart implements Part {

    private final StrategyDesk desk;
    private final StrategySource source;

    StrategiesPart(
            DecisionBasis.Strategies basis, StrategySource source, Consumer<TradingEvent> out) {
        this.source = source;
        desk = new StrategyDesk(new StrategyRunner(basis.start(), basis.sizing(), new Output(out)));
    }

    @Override
    public int stage() {
        return 4;
    }

    @Override
    public void onReplay(Instant at, Journaled event) {
        desk.onReplay(event);
    }

    @Override
    public void onReplayed(Instant now) {
        desk.onReplayed(now);
    }

    @Override
    public void onEvent(Instant now, TradingEvent event) {
        if (event instanceof StrategyChange.Started start) {
            Strategy fresh = source.construct(start);
            desk.take(now, start, () -> fresh);
        } else if (event instanceof StrategyChange change) {
            desk.take(
                    now,
                    change,
                    () -> {
                        throw new IllegalStateException("starts nothing: " + change);
                    });
        } else {
            desk.onEvent(now, event);
        }
    }

    @Override
    public boolean decides(TradingEvent event) {
        return true;
    }

    private record Output(Consumer<TradingEvent> out) implements StrategyOutput {

        @Override
        public void emit(TradingEvent event) {
            out.accept(event);
        }

        @Override
        public void log(String strategy, String line) {
            // Lines for people decide nothing.
        }

        @Override
        public void suspended(String strategy, String reason, Throwable cause) {
            // Its registration, which is emitted, says so.
        }
    }
}
