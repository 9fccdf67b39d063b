package io.openbell.api.view;

import io.openbell.api.value.Symbol;
import java.util.List;
import java.util.Map;

/**
 * One strategy.
 *
 * @param state      whether it gets events, and whether what it says counts
 * @param reason     why it is not running; empty when it is
 * @param parameters as configured, in the order of the record
 * @param events     market events it was given
 * @param intents    wishes it had
 * @param callbacks  how long its callbacks took
 */
public record StrategyStatus(
        String name,
        String version,
        State state,
        String reason,
        List<Symbol> symbols,
        Map<String, String> parameters,
        long events,
        long signals,
        long opportunities,
        long intents,
        CallbackTimes callbacks) {

    /** Whether it gets events. */
    public enum State {
        /** It does. */
        RUNNING,
        /** It gets events, but what it says does not count: an operator wants it so. */
        PAUSED,
        /** Its configuration or an operator says no. */
        DISABLED,
        /** It threw, took too long, or could not be constructed. */
        SUSPENDED
    }
}
