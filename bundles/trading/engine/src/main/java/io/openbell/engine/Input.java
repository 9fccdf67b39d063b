package io.openbell.engine;

import io.openbell.api.engine.TradingEvent;

/** What waits in the first lane. */
sealed interface Input permits Input.Event, Input.Durable, Instruction {

    /** A command, a report or a fact. */
    record Event(TradingEvent event) implements Input {}

    /** An event that came back from the journal. */
    record Durable(PastEvent past) implements Input {}
}
