package io.openbell.alpacaclient.rest;

import java.io.IOException;

/** No complete answer came back. */
public final class RestFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean sent;
    private final boolean heldBack;

    private RestFailure(String message, boolean sent, boolean heldBack) {
        super(message);
        this.sent = sent;
        this.heldBack = heldBack;
    }

    /** Not one byte of the request has left us. */
    static RestFailure notSent(String message) {
        return new RestFailure(message, false, false);
    }

    /** The rate limit holds it back; nothing has left us, and nothing is wrong with the venue. */
    static RestFailure heldBack(String message) {
        return new RestFailure(message, false, true);
    }

    /** The venue may have received it. */
    static RestFailure sent(String message) {
        return new RestFailure(message, true, false);
    }

    public boolean isSent() {
        return sent;
    }

    boolean isHeldBack() {
        return heldBack;
    }
}
