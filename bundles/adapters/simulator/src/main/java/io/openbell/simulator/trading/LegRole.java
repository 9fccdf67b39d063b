package io.openbell.simulator.trading;

/** What an order is in its group. */
public enum LegRole {
    /** The order that was asked for, alone or with legs. */
    MAIN,
    TAKE_PROFIT,
    STOP_LOSS,
    /** One option of several that are traded as one. */
    PART
}
