package io.openbell.launcher.supervisor;

/**
 * How a component looks from outside at one moment.
 *
 * @param instance  changes whenever it is constructed anew; only meaningful while active
 * @param detail    of a failure its first line, of an unsatisfied one what it waits for; else empty
 * @param permanent of a failure: constructing it again cannot help
 */
public record Observation(Presence presence, long instance, String detail, boolean permanent) {

    /** How far it has come. */
    public enum Presence {
        /** Nothing of it is installed. */
        ABSENT,
        /** Its bundle is installed and does not run. */
        BUNDLE_DOWN,
        /** A reference or its configuration is missing. */
        UNSATISFIED,
        /** Could be active and is not, or not yet. */
        SATISFIED,
        /** Its constructor threw. */
        FAILED,
        /** Constructed. */
        ACTIVE
    }

    /** Nothing of it is there. */
    public static final Observation NOTHING = new Observation(Presence.ABSENT, 0, "");

    /** Not permanent. */
    public Observation(Presence presence, long instance, String detail) {
        this(presence, instance, detail, false);
    }
}
