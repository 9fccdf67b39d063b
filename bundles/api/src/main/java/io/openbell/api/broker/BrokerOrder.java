package io.openbell.api.broker;

import io.openbell.api.order.OrderId;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;

/**
 * An order as the venue states it, ours or not.
 *
 * @param brokerId         the venue's name
 * @param clientId         the name it was placed under; ours if we placed it
 * @param quantity         shares wished, positive
 * @param filled           shares filled so far
 * @param averageFillPrice zero without fills
 * @param rawStatus        the venue's own word, for people
 * @param submittedAt      venue clock, UTC
 * @param updatedAt        venue clock, UTC
 */
public record BrokerOrder(
        String brokerId,
        OrderId clientId,
        Symbol symbol,
        Side side,
        Quantity quantity,
        Quantity filled,
        Price averageFillPrice,
        Status status,
        String rawStatus,
        Instant submittedAt,
        Instant updatedAt) {

    /** The venue's status words, reduced to what decides. */
    public enum Status {
        /** In the market or on its way to it. */
        WORKING,
        /** A cancel is being worked on. */
        PENDING_CANCEL,
        /** All filled. */
        FILLED,
        /** Canceled. */
        CANCELED,
        /** Expired or done for the day. */
        EXPIRED,
        /** Refused. */
        REJECTED,
        /** Replaced by another order. */
        REPLACED,
        /** A word we do not know. */
        OTHER
    }
}
