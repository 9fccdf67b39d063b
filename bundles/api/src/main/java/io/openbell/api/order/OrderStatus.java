package io.openbell.api.order;

/** Where an order stands. */
public enum OrderStatus {
    /** Approved and about to be journaled or sent. */
    INITIALIZED(true),
    /** On its way to the venue; the venue has not answered. */
    SUBMITTED(true),
    /** The venue has it. */
    ACCEPTED(true),
    /** Some of it is filled, the rest works on. */
    PARTIALLY_FILLED(true),
    /** A cancel is on its way; it may still fill. */
    PENDING_CANCEL(true),
    /** A replacement is on its way; until that has taken its place it may still fill. */
    PENDING_REPLACE(true),
    /** An exit that waits for another order of its group; nothing of it fills before it is ACCEPTED. */
    HELD(true),
    /**
     * Nobody knows: no answer came back, the venue does not know it any more, or says of it what cannot be. It may or may
     * not be in the market. Counts as open; nothing new of its symbol is sent meanwhile.
     */
    UNKNOWN(true),
    /** All of it is filled. */
    FILLED(false),
    /** Taken out of the market; what was filled before stays filled. */
    CANCELED(false),
    /** Another order has taken its place; what was filled before stays filled, and counts in that one too. */
    REPLACED(false),
    /** Its time ran out; what was filled before stays filled. */
    EXPIRED(false),
    /** The venue refused it. */
    REJECTED(false),
    /** Proven never to have reached the venue. */
    NOT_RECEIVED(false);

    private final boolean open;

    OrderStatus(boolean open) {
        this.open = open;
    }

    /** It may still fill, and counts against every limit. */
    public boolean isOpen() {
        return open;
    }
}
