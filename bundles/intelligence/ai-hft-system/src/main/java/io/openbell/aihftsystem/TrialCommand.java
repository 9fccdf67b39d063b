package io.openbell.aihftsystem;

import io.openbell.api.engine.TradingEvent;

/** What a trial asks of the loop. Decides nothing. */
sealed interface TrialCommand extends TradingEvent {

    /** From the next event on this trial gets a copy of everything that its strategies get. */
    record Begin(Trial trial) implements TrialCommand {}

    /** No more. */
    record End(Trial trial) implements TrialCommand {}
}
