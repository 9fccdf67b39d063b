package io.openbell.api.recording;

import io.openbell.api.engine.TradingEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of a recorded session, in the order in which the trading loop did it.
 *
 * @param line  1, 2, 3 ... in its session, without a gap
 * @param event number of the event that the loop dispatched last, this one included; 0 before the first
 * @param at    the loop's time of it, UTC
 * @param who   the subscriber that said it, or that came or went; empty for what came from outside
 * @param what  the event, or what a subscriber decides by
 * @param told  of {@link Kind#TOLD}: sequence number in the order journal up to which the past was told; of {@link
 *              Kind#JOINED}: -1 if it waits for the past; else 0
 */
public record RecordedLine(
        long line,
        Kind kind,
        long event,
        Instant at,
        String who,
        Optional<TradingEvent> what,
        long told) {

    /** What happened. */
    public enum Kind {
        /** An event from outside was dispatched. */
        INPUT(true),
        /** An event that came back from the order journal was dispatched. */
        DURABLE(true),
        /** An event that a subscriber said was dispatched. */
        EMITTED(true),
        /** A subscriber wrote down what it decided; dispatched to nobody. */
        NOTED(false),
        /** A subscriber handed an event to the order journal. */
        JOURNALED(false),
        /** A subscriber joined. */
        JOINED(true),
        /** A subscriber was told the journal's past to its end, and hears what is journaled from now on. */
        TOLD(true),
        /** A subscriber hears nothing any more, the event dispatched last included. */
        LEFT(false),
        /** From here on nothing was recorded; {@code who} says why. */
        GAP(true),
        /** The session ended in order. */
        END(true);

        private final boolean begins;

        Kind(boolean begins) {
            this.begins = begins;
        }

        /** It begins a step; the others belong to the step before them. */
        public boolean beginsStep() {
            return begins;
        }
    }
}
