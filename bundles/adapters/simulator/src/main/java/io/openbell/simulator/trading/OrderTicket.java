package io.openbell.simulator.trading;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An order as it was asked for, in itself without contradiction.
 *
 * @param quantity     shares, positive
 * @param limitPrice   present for limit and stop-limit orders
 * @param stopPrice    present for stop and stop-limit orders
 * @param trailPrice   dollars; trailing stops have this or the percentage
 * @param trailPercent percent of the high-water mark
 */
public record OrderTicket(
        String clientOrderId,
        String symbol,
        Side side,
        BigDecimal quantity,
        OrderType type,
        Lasting lasting,
        @Nullable BigDecimal limitPrice,
        @Nullable BigDecimal stopPrice,
        @Nullable BigDecimal trailPrice,
        @Nullable BigDecimal trailPercent,
        boolean extendedHours) {}
