package io.openbell.orderexecutor;

import java.util.Locale;

/** When the venue is told to take no more orders, once a halt has swept the market. */
enum SuspendPolicy {
    NEVER,
    /** Unless orders were kept: what becomes of a stop that triggers meanwhile is documented nowhere. */
    WHEN_EMPTY,
    ALWAYS;

    /** As in the configuration. */
    String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether to do so with that many orders left in the market. */
    boolean applies(int kept) {
        return this == ALWAYS || (this == WHEN_EMPTY && kept == 0);
    }

    static SuspendPolicy parse(String token) {
        for (SuspendPolicy policy : values()) {
            if (policy.token().equals(token)) {
                return policy;
            }
        }
        throw new IllegalArgumentException(
                "openbell.order-executor.cfg: suspendTradeAfterHalt = "
                        + token
                        + ": not allowed; allowed never, when-empty, always");
    }
}
