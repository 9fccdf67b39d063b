package io.openbell.simulator.trading;

import java.util.Map;

/** The exchange does not do what was asked; nothing changed. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final int code;
    private final transient Map<String, String> details;

    /** With fields that stand beside code and message. */
    Refusal(int httpStatus, int code, String message, Map<String, String> details) {
        super(message, null, false, false);
        this.httpStatus = httpStatus;
        this.code = code;
        this.details = details;
    }

    private Refusal(int httpStatus, int code, String message) {
        this(httpStatus, code, message, Map.of());
    }

    /** 422: a field is missing or makes no sense. */
    public static Refusal invalid(String message) {
        return new Refusal(422, 40010001, message);
    }

    /** 422: understood, and not possible. */
    public static Refusal unprocessable(String message) {
        return new Refusal(422, 42210000, message);
    }

    /** The same, with fields that stand beside. */
    static Refusal unprocessable(String message, Map<String, String> details) {
        return new Refusal(422, 42210000, message, details);
    }

    /** 403: the account may not. */
    public static Refusal forbidden(String message, Map<String, String> details) {
        return new Refusal(403, 40310000, message, details);
    }

    /** 404. */
    public static Refusal notFound(String message) {
        return new Refusal(404, 40410000, message);
    }

    /** 400: not even a request. */
    public static Refusal malformed(String message) {
        return new Refusal(400, 40010000, message);
    }

    /** HTTP status of the answer. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Alpaca's code. */
    public int code() {
        return code;
    }

    /** For people. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** Further fields of the answer. */
    public Map<String, String> details() {
        return details;
    }
}
