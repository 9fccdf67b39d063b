package io.openbell.engine;

import io.openbell.api.engine.TradingEvent;

/** An event for tests: number {@code number} of {@code sender}. */
record Note(int sender, int number) implements TradingEvent {

    static Note of(int number) {
        return new Note(0, number);
    }
}
