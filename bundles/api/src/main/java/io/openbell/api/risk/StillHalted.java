package io.openbell.api.risk;

/** A halt was not ended; the message says why, and what to do. */
public class StillHalted extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why, and what to do. */
    public StillHalted(String message) {
        super(message);
    }
}
