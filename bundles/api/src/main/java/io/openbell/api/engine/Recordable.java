package io.openbell.api.engine;

import java.util.Optional;

/**
 * An event of a component's own, whose class nobody else knows or which carries what cannot be written down, and which is
 * recorded in another form.
 */
public interface Recordable extends TradingEvent {

    /** What stands for it in the recording of a session: a record of {@code api} or {@code kernel}. */
    TradingEvent recorded();

    /** What is kept with the recording, so that what the event names by its digest can be made again. Any thread. */
    default Optional<Artifact> artifact() {
        return Optional.empty();
    }
}
