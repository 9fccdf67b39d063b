package io.openbell.launcher;

/** The session cannot start; the message is for the person who started it. */
final class StartException extends Exception {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    StartException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
