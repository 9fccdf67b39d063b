package io.openbell.simulator.web.data;

/** A question that is not answered; the message says why. */
final class BadQuery extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    private BadQuery(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** 400: a parameter is missing or wrong. */
    static BadQuery invalid(String message) {
        return new BadQuery(400, message);
    }

    /** 404: there is nothing of that kind. */
    static BadQuery notFound(String message) {
        return new BadQuery(404, message);
    }

    int status() {
        return status;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
