package io.openbell.alpacaclient.connection;

/** Why a stream is down, as far as it decides what happens next. */
public enum Trouble {
    /** Nothing that would not pass: connect again soon. */
    PASSING,
    /** Another connection of ours is open, or a dead one still counts. Alpaca keeps those for about 90 seconds. */
    CONNECTION_LIMIT,
    /** The credentials are refused. Trying again quickly would be a storm. */
    CREDENTIALS,
    /** The plan does not include what was asked for. */
    PLAN;

    /** Nothing gets better unless a person acts. */
    public boolean needsPerson() {
        return this == CREDENTIALS || this == PLAN;
    }
}
