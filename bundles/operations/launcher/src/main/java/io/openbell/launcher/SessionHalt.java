package io.openbell.launcher;

import io.openbell.api.risk.HaltLatch;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Halts trading when the Supervisor gives up: nothing leaves any more, orders that open a position are canceled, those that
 * protect one stay, and positions stay as they are. If the latch is not there yet, as soon as it is.
 */
final class SessionHalt {

    private static final Logger LOG = LoggerFactory.getLogger(SessionHalt.class);
    private static final String SOURCE = "supervisor";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<@Nullable HaltLatch> latches;
    private volatile @Nullable String waiting;

    SessionHalt(Supplier<@Nullable HaltLatch> latches) {
        this.latches = latches;
    }

    /** Any thread; does not block. */
    void because(String reason) {
        waiting = reason;
        look();
    }

    /** Halts if that is still to be done. */
    void look() {
        String reason = waiting;
        HaltLatch latch = reason == null ? null : latches.get();
        if (reason != null && latch != null) {
            latch.latch(SOURCE, reason, true);
            waiting = null;
            LOG.error("session=halted reason=\"{}\"", reason);
        }
    }

    /** Waits until the halt is written down, and orders had a moment to be canceled and the log to be written. */
    void settle() {
        HaltLatch latch = latches.get();
        try {
            if (latch != null) {
                latch.awaitDurable(PATIENCE);
            }
            Thread.sleep(PATIENCE.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
