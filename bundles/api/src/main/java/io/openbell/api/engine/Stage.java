package io.openbell.api.engine;

/** The order in which subscribers see one event: all of a stage before any of the next. */
public enum Stage {
    /** The state machines of orders. */
    ORDERS,
    /** Positions and account. */
    POSITIONS,
    /** Risk state. */
    RISK,
    /** Bars, quote boards, gap detection. */
    MARKET,
    /** Strategies, scanners, agents. */
    STRATEGIES,
    /** Counters and whoever only looks. */
    OBSERVERS
}
