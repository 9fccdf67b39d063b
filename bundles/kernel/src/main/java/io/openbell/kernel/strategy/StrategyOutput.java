package io.openbell.kernel.strategy;

import io.openbell.api.engine.TradingEvent;

/** Where a {@link StrategyRunner} puts what it has to say. Called on the loop; must not block. */
public interface StrategyOutput {

    /** To be delivered to everybody after the present event: intents, cancels, signals, opportunities, registrations. */
    void emit(TradingEvent event);

    /** A line for the log of this strategy. */
    void log(String strategy, String line);

    /**
     * The strategy gets no more events until its configuration or its bundle changes.
     *
     * @param reason why, for people
     * @param cause  what it threw; an exception made for the purpose when it threw nothing
     */
    void suspended(String strategy, String reason, Throwable cause);
}
