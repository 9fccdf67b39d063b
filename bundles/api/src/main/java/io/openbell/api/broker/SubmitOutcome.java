package io.openbell.api.broker;

/** What is known after a request that changes something was sent. Nothing is retried behind the caller's back. */
public sealed interface SubmitOutcome {

    /** The venue has it. */
    record Accepted(BrokerOrder order) implements SubmitOutcome {}

    /** The venue refused it, for certain. */
    record Rejected(int httpStatus, String detail) implements SubmitOutcome {}

    /** The venue already has an order of this client id: ours. Ask for it. */
    record AlreadyThere(String detail) implements SubmitOutcome {}

    /** Certainly not accepted (for example 429, or no connection could be made): the same id may be sent again. */
    record NotSent(String detail) implements SubmitOutcome {}

    /** It may or may not have been accepted. */
    record Unknown(String detail) implements SubmitOutcome {}
}
