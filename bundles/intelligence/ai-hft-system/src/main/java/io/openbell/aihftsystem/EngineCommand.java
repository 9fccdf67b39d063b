package io.openbell.aihftsystem;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.view.StrategyStatus.State;
import io.openbell.kernel.strategy.StrategySettings;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the loader asks of the loop. Strategies change on the loop only, in sequence with everything else. */
sealed interface EngineCommand extends TradingEvent {

    /**
     * Runs this instance from now on, in place of another of the name.
     *
     * @param past what it asked for, part of the sequence of inputs like everything it decides on
     */
    record Start(
            String name,
            String version,
            StrategySettings settings,
            Strategy strategy,
            List<Bar> past)
            implements EngineCommand {

        /** Keeps a copy. */
        public Start {
            past = List.copyOf(past);
        }
    }

    /** Shows that the strategy does not run, and why; ends one of the name that does. */
    record Park(String name, String version, StrategySettings settings, State state, String reason)
            implements EngineCommand {}

    /** Its bundle goes. */
    record Remove(String name, CompletableFuture<Void> done) implements EngineCommand {}

    /** The engine stops. */
    record RemoveAll(CompletableFuture<Void> done) implements EngineCommand {}
}
