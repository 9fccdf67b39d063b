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
    /** 8: the venue does not know the instrument, or was not asked within a day. */
    SYMBOL_UNKNOWN,
    /** 8: the instrument is not tradable, or of a kind that is off. */
    NOT_TRADABLE,
    /** 9: the symbol is on the deny list, or not on the allow list. */
    SYMBOL_RESTRICTED,
    /** 10: price off the tick grid, or quantity off the lot. */
    TICK_LOT,
    /** 11: this type, time in force and class do not go together for this instrument. */
    ORDER_TYPE_TIF,
    /** 12: the market is closed, or open for what was not asked for. */
    SESSION_CLOSED,
    /** 12: too soon after the open or too close to the close for an entry. */
    NEAR_BOUNDARY,
    /** 13: the exchange halted the instrument, or it stands at a price band. */
    SYMBOL_HALTED,
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
    /** 20: too much of the equity in one strategy or sector. */
    CONCENTRATION,
    /** 21: the account cannot pay for it. */
    BUYING_POWER,
    /** 22: it would sell more than is held, and may not. */
    SHORT_NOT_ALLOWED,
    /** 23: it says that it closes a position, and would open or turn one. */
    REDUCE_ONLY_WOULD_INCREASE,
    /** 24: the same wish again, or an intent id seen before. */
    DUPLICATE_INTENT,
    /** 25: it could trade with an open order of ours. */
    SELF_CROSS,
    /** 26: too many orders of this symbol in the last minute. */
    RATE_SYMBOL,
    /** 26: too many orders in the last minute. */
    RATE_GLOBAL,
    /** 26: too many requests to the venue in the last minute; the rest is kept for cancels. */
    REQUEST_BUDGET,
    /** 27: in and out of the symbol too often, or too many day trades. */
    REPEATED_EXECUTION,
    /** 28: too many orders today. */
    ORDER_COUNT_DAY,
    /** 28: too many orders open. */
    OPEN_ORDER_COUNT,
    /** 29: too much was lost today, or nobody can say how much. */
    DAILY_LOSS,
    /** 29: too much was lost since the highest equity of the day. */
    DRAWDOWN,
    /** 30: too large a part of what is traded on an average day, or that is not known. */
    ADV_PARTICIPATION,
    /** 31: an order of the symbol has an unknown outcome, or a breaker or a protection froze it. */
    SYMBOL_FROZEN,
    /** 32: the account may not trade, or not this. */
    ACCOUNT_BLOCKED,
    /** 33: more parts than their execution, or orders sent that nobody wished for. */
    CONSERVATION,
    /** 34: the journal cannot take it. */
    JOURNAL_UNAVAILABLE,
    /** A check failed to compute: denied, always. */
    CHECK_FAILED
}
