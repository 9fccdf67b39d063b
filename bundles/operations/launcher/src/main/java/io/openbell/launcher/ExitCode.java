package io.openbell.launcher;

/** How the process ends; the numbers of sysexits where they fit. */
final class ExitCode {

    static final int CLEAN = 0;

    /** A required component failed before the session opened. */
    static final int COMPONENT_FAILED = 69;

    /** We failed: a timeout of Karaf, a shutdown that hangs. */
    static final int INTERNAL = 70;

    /** Another process has this home. */
    static final int ALREADY_RUNNING = 73;

    /** The home folder cannot be written. */
    static final int DISK = 74;

    /** A required component failed for good while the session was open. */
    static final int COMPONENT_EXHAUSTED = 75;

    /** Credentials that cannot be right. */
    static final int CREDENTIALS = 77;

    /** The configuration is wrong. */
    static final int CONFIGURATION = 78;

    private ExitCode() {}
}
