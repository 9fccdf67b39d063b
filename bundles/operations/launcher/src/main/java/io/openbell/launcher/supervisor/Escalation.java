package io.openbell.launcher.supervisor;

/** What it means for the session that a component stays down. On one thread. */
public final class Escalation {

    /** For the session as a whole. */
    public enum Outcome {
        /** It goes on, if need be without the component. */
        NONE,
        /** It cannot open. */
        NO_SESSION,
        /** It was open: trading halts, and everything stays as it is. */
        HALT
    }

    private boolean everOpen;

    /** The session is open now, or not. True if that is so for the first time. */
    public boolean looked(boolean open) {
        boolean first = open && !everOpen;
        everOpen |= open;
        return first;
    }

    /** The session was open at some time. */
    public boolean everOpen() {
        return everOpen;
    }

    /** A component failed. */
    public Outcome after(boolean staysDown, boolean required) {
        if (!staysDown || !required) {
            return Outcome.NONE;
        }
        return everOpen ? Outcome.HALT : Outcome.NO_SESSION;
    }
}
