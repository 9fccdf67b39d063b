package io.openbell.api.broker;

/** What is known after a replacement was sent. Nothing is retried behind the caller's back. */
public sealed interface ReplaceOutcome {

    /**
     * The venue works on it; the stream tells whether the old order filled first.
     *
     * @param replacement the new order, under a new name of the venue's
     */
    record Requested(BrokerOrder replacement) implements ReplaceOutcome {}

    /** The venue will not, for certain: the old order stays as it is, or is done. */
    record Rejected(int httpStatus, String detail) implements ReplaceOutcome {}

    /** The venue already has an order of the new client id: ours. Ask for it. */
    record AlreadyThere(String detail) implements ReplaceOutcome {}

    /** Certainly not accepted: the same replacement may be sent again. */
    record NotSent(String detail) implements ReplaceOutcome {}

    /** It may or may not have been accepted: ask for both orders. */
    record Unknown(String detail) implements ReplaceOutcome {}
}
