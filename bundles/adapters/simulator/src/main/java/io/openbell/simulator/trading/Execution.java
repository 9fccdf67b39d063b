package io.openbell.simulator.trading;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One fill.
 *
 * @param cumulative    shares of the order filled with this one
 * @param leaves        shares of the order not filled yet
 * @param positionAfter shares held of the symbol with this one; negative when short
 */
public record Execution(
        String executionId,
        String orderId,
        String symbol,
        Side side,
        BigDecimal price,
        BigDecimal quantity,
        BigDecimal cumulative,
        BigDecimal leaves,
        BigDecimal positionAfter,
        Instant at) {

    /** It was the order's last. */
    public boolean completes() {
        return leaves.signum() == 0;
    }
}
