package io.openbell.api.strategy;

import io.openbell.api.engine.TradingEvent;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What an operator wants of strategies. On the queue like everything else, and journaled. */
public sealed interface StrategyCommand extends TradingEvent {

    /** Who wants it. */
    String operator();

    /**
     * Takes a strategy bundle into use, in place of the version that runs, if it passes its trial.
     *
     * @param file     absolute path of the bundle on the machine that trades
     * @param sha256   its digest in lower-case hexadecimal, as the operator confirmed it; another content is refused
     * @param shadow   true: it only runs beside the version that trades, and sends nothing
     */
    record DeployStrategy(String file, String sha256, boolean shadow, String operator)
            implements StrategyCommand {}

    /** Goes back to the version of its bundle that ran before. */
    record RollBackStrategy(String strategy, String operator) implements StrategyCommand {}

    /** Starts, pauses or stops one; an operator's stop or pause outlives the process. */
    record SwitchStrategy(String strategy, Wish wish, String operator) implements StrategyCommand {

        /** What is wanted. */
        public enum Wish {
            /** Run it, with the state it has if it is paused, anew if it is stopped or suspended. */
            START,
            /** Go on giving it events, send nothing of what it says, and cancel its open orders. */
            PAUSE,
            /** End it; its open orders are canceled, its positions stay. */
            STOP,
            /** End what runs in its shadow. */
            END_SHADOW
        }
    }

    /**
     * Changes parameters of a running strategy until the process ends or its file changes; it goes on with its state.
     *
     * @param values what changes, by the names of its parameter record
     */
    record SetParameters(String strategy, Map<String, String> values, String operator)
            implements StrategyCommand {

        /** Keeps a sorted copy. */
        public SetParameters {
            values = Collections.unmodifiableMap(new TreeMap<>(values));
        }
    }
}
