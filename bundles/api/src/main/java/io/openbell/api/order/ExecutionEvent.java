package io.openbell.api.order;

import io.openbell.api.engine.Journaled;
import java.time.Instant;
import java.util.List;

/**
 * Something that happened to an {@link ExecuteOrder}. Published by the order-executor through the journal. Its parts are
 * told by their own {@link OrderEvent}s.
 */
public sealed interface ExecutionEvent extends Journaled {

    /** Of the {@link ExecuteOrder}. */
    IntentId id();

    /** When it happened, UTC. */
    Instant at();

    /**
     * It begins. On the disk before its first part is wished for.
     *
     * @param weights relative volume of each slice, not negative and not all zero; empty where the algorithm has none
     * @param profile where the weights are from, for people
     */
    record ExecutionStarted(ExecuteOrder wish, List<Long> weights, String profile, Instant at)
            implements ExecutionEvent {

        /** Keeps its own copy. */
        public ExecutionStarted {
            weights = List.copyOf(weights);
        }

        @Override
        public IntentId id() {
            return wish.id();
        }
    }

    /** No more parts from here on; open ones are being canceled. */
    record ExecutionStopping(IntentId id, Outcome outcome, String detail, Instant at)
            implements ExecutionEvent {}

    /** None of its parts is open any more. */
    record ExecutionEnded(IntentId id, Outcome outcome, String detail, Instant at)
            implements ExecutionEvent {}

    /**
     * It makes no sense, and no part of it was wished for.
     *
     * @param detail what is wrong: the field, its value, what is allowed
     */
    record ExecutionRefused(ExecuteOrder wish, String detail, Instant at)
            implements ExecutionEvent {

        @Override
        public IntentId id() {
            return wish.id();
        }
    }

    /** How an execution ends. */
    enum Outcome {
        /** All of it is filled. */
        COMPLETED,
        /** Its time ran out. */
        EXPIRED,
        /** Somebody canceled it, or trading was halted. */
        CANCELED,
        /** Parts were denied or rejected again and again. */
        FAILED,
        /** It was nonsense, and never began. */
        REFUSED
    }
}
