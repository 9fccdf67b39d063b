package io.openbell.api.order;

/** How long an order stays in the market. */
public enum TimeInForce {
    /** Until the end of the session. */
    DAY,
    /** Until canceled. */
    GTC,
    /** What can be filled at once; the rest is canceled. */
    IOC,
    /** All at once, or nothing. */
    FOK,
    /** In the opening auction, or not at all. */
    OPG,
    /** In the closing auction, or not at all. */
    CLS
}
