package io.openbell.engine.recording;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.recording.RecordedLine.Kind;
import java.time.Instant;
import java.util.Optional;

/** Is told everything that the trading loop does, on the loop's thread, in order. Must not block, nor throw. */
@FunctionalInterface
public interface LoopTape {

    /** Keeps nothing. */
    LoopTape NONE = (kind, event, now, who, what, told) -> {};

    /** One line; see {@link io.openbell.api.recording.RecordedLine}. */
    void add(
            Kind kind, long event, Instant now, String who, Optional<TradingEvent> what, long told);
}
