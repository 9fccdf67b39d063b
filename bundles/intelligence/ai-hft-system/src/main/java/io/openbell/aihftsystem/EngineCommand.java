package io.openbell.aihftsystem;

import io.openbell.api.engine.Artifact;
import io.openbell.api.engine.Recordable;
import io.openbell.api.market.Bar;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.view.StrategyStatus.State;
import io.openbell.kernel.strategy.StrategyChange;
import io.openbell.kernel.strategy.StrategySettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What the loader asks of the loop. Strategies change on the loop only, in sequence with everything else. */
sealed interface EngineCommand extends Recordable {

    @Override
    StrategyChange recorded();

    /** Once it is done. */
    default void done() {}

    /**
     * Runs this instance from now on, in place of another of the name.
     *
     * @param bundle  its own if it was deployed; empty if it came with the system
     * @param past    what it asked for, part of the sequence of inputs like everything it decides on
     * @param outcome why the other one goes on instead; empty if this one has the place
     */
    record Start(
            String name,
            String version,
            Optional<Artifact> bundle,
            StrategySettings settings,
            Strategy strategy,
            List<Bar> past,
            CompletableFuture<Optional<String>> outcome)
            implements EngineCommand {

        /** Keeps a copy. */
        public Start {
            past = List.copyOf(past);
        }

        @Override
        public StrategyChange recorded() {
            return new StrategyChange.Started(
                    name, version, bundle.map(Artifact::sha256).orElse(""), settings, past);
        }

        @Override
        public Optional<Artifact> artifact() {
            return bundle;
        }
    }

    /** Shows that the strategy does not run, and why; ends one of the name that does. */
    record Park(String name, String version, StrategySettings settings, State state, String reason)
            implements EngineCommand {

        @Override
        public StrategyChange recorded() {
            return new StrategyChange.Parked(name, version, settings, state, reason);
        }
    }

    /** Its bundle goes. */
    record Remove(String name, CompletableFuture<Void> ended) implements EngineCommand {

        @Override
        public StrategyChange recorded() {
            return new StrategyChange.Removed(name);
        }

        @Override
        public void done() {
            ended.complete(null);
        }
    }

    /** The engine stops. */
    record RemoveAll(CompletableFuture<Void> ended) implements EngineCommand {

        @Override
        public StrategyChange recorded() {
            return new StrategyChange.AllRemoved();
        }

        @Override
        public void done() {
            ended.complete(null);
        }
    }
}
