package io.openbell.api.order;

/** Whether an order opens or closes a position. Venues ask for it with options. */
public enum PositionIntent {
    /** Begin or add to a long position. */
    BUY_TO_OPEN,
    /** Reduce or end a short position. */
    BUY_TO_CLOSE,
    /** Begin or add to a short position. */
    SELL_TO_OPEN,
    /** Reduce or end a long position. */
    SELL_TO_CLOSE
}
