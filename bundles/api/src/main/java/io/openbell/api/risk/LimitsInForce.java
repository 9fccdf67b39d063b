package io.openbell.api.risk;

import io.openbell.api.engine.TradingEvent;
import java.util.Optional;

/**
 * What the gate of this process goes by, for as long as the process lives: a gate that takes the place of another one, with
 * another configuration, after a failure or an update of its bundle, learns here what it must not loosen. Any thread.
 */
public interface LimitsInForce {

    /** What the latest gate goes or went by; empty before the first one. */
    Optional<TradingEvent> latest();

    /** From now on the gate goes by this. */
    void hold(TradingEvent basis);
}
