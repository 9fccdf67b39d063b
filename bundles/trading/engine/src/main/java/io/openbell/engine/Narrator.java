package io.openbell.engine;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.recording.RecordedLine.Kind;
import io.openbell.engine.recording.LoopTape;
import java.time.Instant;
import java.util.Optional;

/** Tells the tape what the loop does, and who on the loop is speaking. On the loop's thread only. */
final class Narrator {

    private final LoopTape tape;
    private String speaker = "";
    private long event;
    private Instant now = Instant.EPOCH;

    Narrator(LoopTape tape) {
        this.tape = tape;
    }

    /** It is called from now on. */
    void speaks(String subscriber) {
        speaker = subscriber;
    }

    /** The last one that was called. */
    String speaker() {
        return speaker;
    }

    /** The loop's time from now on. */
    void at(Instant instant) {
        now = instant;
    }

    /** An event is about to be delivered. */
    void dispatched(Kind kind, long number, String by, TradingEvent dispatched) {
        event = number;
        tape.add(kind, number, now, by, Optional.of(dispatched), 0);
    }

    void noted(TradingEvent decided) {
        tape.add(Kind.NOTED, event, now, speaker, Optional.of(decided), 0);
    }

    void journaled(Journaled appended) {
        tape.add(Kind.JOURNALED, event, now, speaker, Optional.of(appended), 0);
    }

    void joined(Subscriber subscriber) {
        tape.add(
                Kind.JOINED,
                event,
                now,
                subscriber.name(),
                subscriber.decidesBy(),
                subscriber.awaitsPast() ? -1 : 0);
    }

    void told(Subscriber subscriber, long last) {
        tape.add(Kind.TOLD, event, now, subscriber.name(), Optional.empty(), last);
    }

    void left(Subscriber subscriber) {
        tape.add(Kind.LEFT, event, now, subscriber.name(), Optional.empty(), 0);
    }
}
