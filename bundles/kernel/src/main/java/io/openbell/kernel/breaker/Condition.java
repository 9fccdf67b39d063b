package io.openbell.kernel.breaker;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Suspends entries while something holds, and says so once. */
final class Condition {

    private final String source;
    private String reason = "";

    Condition(String source) {
        this.source = source;
    }

    /** It holds for this reason; it does not when that is empty. */
    void set(Instant now, String present, Consumer<TradingEvent> out) {
        if (present.isEmpty() != reason.isEmpty()) {
            out.accept(
                    present.isEmpty()
                            ? new EntriesResumed(source, now)
                            : new EntriesSuspended(source, present, now, Optional.empty()));
        }
        reason = present;
    }

    /** Why it holds; empty if it does not. */
    String reason() {
        return reason;
    }

    boolean holds() {
        return !reason.isEmpty();
    }
}
