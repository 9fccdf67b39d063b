package io.openbell.shell;

import io.openbell.api.order.IntentId;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.view.OrderBook;
import java.time.Duration;

/**
 * A symbol that trades rarely has no fresh quote. The gate denies what is wished for, and has the venue asked: a moment later
 * the same wish may pass.
 *
 * @param pause until the venue's answer is there
 */
record StaleQuote(Duration pause) {

    /** As long as a question to the venue takes, and somewhat more. */
    static final StaleQuote ONE_SECOND = new StaleQuote(Duration.ofSeconds(1));

    /** For want of a fresh quote. */
    static boolean denied(OrderBook orders, IntentId id) {
        return orders.denial(id)
                .map(denial -> denial.code().equals(DenyReason.QUOTE_STALE.name()))
                .orElse(false);
    }

    /** For want of a fresh quote, or of an instrument that nobody asked about before: the venue is being asked for both. */
    static boolean isAskedFor(OrderBook orders, IntentId id) {
        return denied(orders, id)
                || orders.denial(id)
                        .map(denial -> denial.code().equals(DenyReason.SYMBOL_UNKNOWN.name()))
                        .orElse(false);
    }

    void await() throws InterruptedException {
        Thread.sleep(pause.toMillis());
    }
}
