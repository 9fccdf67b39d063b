package io.openbell.deadman;

/** The switch cannot do its job, and says so at once rather than on the bad day. */
final class Refused extends Exception {

    /** Wrong words. */
    static final int USAGE = 64;

    /** Another one watches this home. */
    static final int ALREADY_RUNNING = 73;

    /** The home cannot be used. */
    static final int DISK = 74;

    /** The venue refuses the keys, or they are those of another account. */
    static final int CREDENTIALS = 77;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    Refused(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
