package io.openbell.api.broker;

/** What is known after a cancel was sent. */
public sealed interface CancelOutcome {

    /** The venue works on it; the stream tells the end. */
    record Requested() implements CancelOutcome {}

    /** The venue will not: the order is done, or not known. */
    record Rejected(int httpStatus, String detail) implements CancelOutcome {}

    /** No answer; ask for the order. */
    record Unknown(String detail) implements CancelOutcome {}
}
