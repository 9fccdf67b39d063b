package io.openbell.api.risk;

/** What the gate lets through. Cancels always pass. */
public enum GateState {
    /** All that respects the limits. */
    ACTIVE,
    /** Only what makes a position smaller. */
    REDUCE_ONLY,
    /** Nothing new, until an operator resumes; survives a restart. */
    HALTED
}
