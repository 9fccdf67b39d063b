package io.openbell.api.risk;

/** Why an intent was denied; the numbers are the order in which the gate asks. */
public enum DenyReason {
    /** 1: the gate is not open, or open for reductions only. */
    GATE_NOT_OPEN,
    /** 2: the order's mode, the process's and the venue's account are not the same. */
    MODE_MISMATCH,
    /** 3: halted, until an operator resumes. */
    LATCHED_HALT,
    /** 4: our orders and positions were not yet compared with the venue's. */
    NOT_RECONCILED,
    /** 5: a component that trading needs is not ready. */
    COMPONENT_NOT_READY,
    /** 6: the source is not registered or not enabled. */
    SOURCE_NOT_ALLOWED,
    /** 7: quantity, price or text that makes no sense. */
    MALFORMED,
    /** 10: price off the tick grid, or quantity off the lot. */
    TICK_LOT,
    /** 14: the newest quote is too old, from the future, or the stream has a gap. */
    QUOTE_STALE,
    /** 15: no bid, no ask, crossed, or too wide. */
    QUOTE_INSANE,
    /** 16: the limit is too far from the market. */
    PRICE_COLLAR,
    /** 17: too many shares in one order. */
    MAX_ORDER_QTY,
    /** 17: too much value in one order. */
    MAX_ORDER_NOTIONAL,
    /** 18: the position would grow too large. */
    MAX_POSITION_NOTIONAL,
    /** 19: all positions together would grow too large. */
    MAX_GROSS_EXPOSURE,
    /** 19: longs minus shorts would grow too large. */
    MAX_NET_EXPOSURE,
    /** 19: the strategy would commit more than its share of the capital. */
    STRATEGY_CAPITAL,
    /** 21: the account cannot pay for it. */
    BUYING_POWER,
    /** 22: it would sell more than is held, and short sales are off. */
    SHORT_NOT_ALLOWED,
    /** 24: the same wish again, or an intent id seen before. */
    DUPLICATE_INTENT,
    /** 26: too many orders of this symbol in the last minute. */
    RATE_SYMBOL,
    /** 26: too many orders in the last minute. */
    RATE_GLOBAL,
    /** 31: the symbol is frozen for a while, by a breaker or a protection. */
    SYMBOL_FROZEN,
    /** 34: the journal cannot take it. */
    JOURNAL_UNAVAILABLE,
    /** A check failed to compute: denied, always. */
    CHECK_FAILED
}
