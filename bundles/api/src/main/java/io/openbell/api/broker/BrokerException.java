package io.openbell.api.broker;

import java.io.IOException;

/** The venue did not answer a question, or not sensibly. Never carries credentials. */
public class BrokerException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int httpStatus;

    /**
     * A failure.
     *
     * @param message    what was asked, and what came back
     * @param httpStatus the venue's answer, 0 when there was none
     */
    public BrokerException(String message, int httpStatus) {
        super(message);
        this.httpStatus = httpStatus;
    }

    /** A failure with its cause; no answer came back. */
    public BrokerException(String message, Throwable cause) {
        super(message, cause);
        this.httpStatus = 0;
    }

    /** The venue's answer, 0 when there was none. */
    public int httpStatus() {
        return httpStatus;
    }

    /** The venue does not accept our credentials; trying again does not help. */
    public boolean isUnauthorized() {
        return httpStatus == 401 || httpStatus == 403;
    }
}
