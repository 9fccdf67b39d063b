package io.openbell.orderexecutor;

import java.util.Locale;

/** What becomes of our open orders and of positions when the session ends. */
enum ShutdownPolicy {
    /** Both stay. */
    LEAVE,
    /** Our orders are canceled, but those that protect a position. */
    CANCEL_OWN,
    /** All our orders are canceled, and every position is closed at the market. */
    FLATTEN;

    /** As in the configuration. */
    String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ShutdownPolicy parse(String token) {
        for (ShutdownPolicy policy : values()) {
            if (policy.token().equals(token)) {
                return policy;
            }
        }
        throw new IllegalArgumentException(
                "openbell.order-executor.cfg: ordersAtShutdown = "
                        + token
                        + ": not allowed; allowed leave, cancel-own, flatten");
    }
}
