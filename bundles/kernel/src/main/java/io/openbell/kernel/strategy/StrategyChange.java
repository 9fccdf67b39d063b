package io.openbell.kernel.strategy;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.view.StrategyStatus.State;
import java.util.List;

/** What is to become of strategies, in sequence with everything else. Names the instance, and does not hold it. */
public sealed interface StrategyChange extends TradingEvent {

    /** Whose; empty for all. */
    String name();

    /**
     * One runs from now on, in place of another of the name.
     *
     * @param sha256 digest of its bundle if it was deployed, empty if it came with the system
     * @param past   what it asked for, part of the sequence of inputs like everything it decides on
     */
    record Started(
            String name, String version, String sha256, StrategySettings settings, List<Bar> past)
            implements StrategyChange {

        /** Keeps a copy. */
        public Started {
            past = List.copyOf(past);
        }
    }

    /** It is shown that one does not run, and why; ends one of the name that does. */
    record Parked(
            String name, String version, StrategySettings settings, State state, String reason)
            implements StrategyChange {}

    /** Its bundle goes. */
    record Removed(String name) implements StrategyChange {}

    /** Whoever runs them stops. */
    record AllRemoved() implements StrategyChange {

        @Override
        public String name() {
            return "";
        }
    }
}
