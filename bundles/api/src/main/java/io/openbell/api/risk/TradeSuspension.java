package io.openbell.api.risk;

import io.openbell.api.engine.Journaled;
import java.time.Instant;

/**
 * How far the venue was told to take no new orders of the account after a halt, and whose doing it is. What we did not do we
 * do not undo.
 *
 * @param step the latest step
 * @param at   UTC
 */
public record TradeSuspension(Step step, Instant at) implements Journaled {

    /** What happened. */
    public enum Step {
        /** The venue is about to be told: a suspension that is found from here on is ours. */
        REQUESTED,
        /** The venue says that it takes none; our doing. */
        CONFIRMED,
        /** The venue took none before we said anything: somebody else's doing. */
        FOUND,
        /** An operator ended the halt, and the venue says that it takes orders again. */
        LIFTED,
        /** Somebody else had the venue take orders again. */
        GONE
    }

    /** It is ours to end. */
    public boolean isOurs() {
        return step == Step.REQUESTED || step == Step.CONFIRMED;
    }

    /** The venue takes no orders, as far as we know. */
    public boolean stands() {
        return step == Step.CONFIRMED || step == Step.FOUND;
    }

    /** For people; empty when the venue takes orders. */
    public String describe() {
        return switch (step) {
            case REQUESTED -> "the venue is being told to take no more orders";
            case CONFIRMED ->
                    "the venue takes no orders since " + at + ", which ends with the halt";
            case FOUND ->
                    "the venue takes no orders, which was not our doing: whoever it was ends it there";
            case LIFTED, GONE -> "";
        };
    }
}
