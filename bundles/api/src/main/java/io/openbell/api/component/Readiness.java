package io.openbell.api.component;

import io.openbell.api.engine.TradingEvent;
import java.time.Instant;
import java.util.List;

/**
 * Fact: which trading-critical components are not ready, and which required ones stay down. Published by the Supervisor whenever it changes.
 *
 * @param missing component ids; empty when all are ready
 */
public record Readiness(List<String> missing, Instant at) implements TradingEvent {

    /** Keeps a copy. */
    public Readiness {
        missing = List.copyOf(missing);
    }
}
