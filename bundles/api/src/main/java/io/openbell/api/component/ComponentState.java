package io.openbell.api.component;

/** Where a component stands, in the Supervisor's eyes. */
public enum ComponentState {
    /** Its bundle is not there. */
    NOT_INSTALLED,
    /** The mode has no use for it. */
    NOT_IN_THIS_MODE,
    /** Waits for what it stands on. */
    WAITING,
    /** Has its permit, is not ready yet. */
    STARTING,
    /** Does its job. */
    RUNNING,
    /** Does its job, with a warning. */
    WARNING,
    /** Its last answers were bad or missing: a third one in a row makes a failure. Not ready. */
    SUSPECT,
    /** Alive, but an outside cause keeps it from its job. */
    UNAVAILABLE,
    /** Failed; starts again after a pause. */
    BACKOFF,
    /** Failed, and stays down until somebody acts. */
    FAILED,
    /** Was told to stop and has not within its time: left behind, and not started again before it lets go. */
    ABANDONED,
    /** Being stopped. */
    STOPPING,
    /** Stopped in order. */
    STOPPED;

    /** Does its job, be it with a warning. */
    public boolean isReady() {
        return this == RUNNING || this == WARNING;
    }
}
