package io.openbell.api.broker;

import io.openbell.api.order.OrderId;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.List;

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
 * @param details          what else the venue states
 * @param legs             the other orders of its group, empty for most: the exits of a bracket, or the contracts of a
 *                         multi-leg order, whose own symbol is the underlying and whose own side is BUY
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
        Instant updatedAt,
        BrokerOrderDetails details,
        List<BrokerOrder> legs) {

    /** Keeps its own copy. */
    public BrokerOrder {
        legs = List.copyOf(legs);
    }

    /** An order without legs, and with nothing else to say. */
    public BrokerOrder(
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
        this(
                brokerId,
                clientId,
                symbol,
                side,
                quantity,
                filled,
                averageFillPrice,
                status,
                rawStatus,
                submittedAt,
                updatedAt,
                BrokerOrderDetails.unstated(symbol.assetClass()),
                List.of());
    }

    /** It may still fill. A word we do not know counts as open. */
    public boolean isOpen() {
        return status == Status.WORKING
                || status == Status.HELD
                || status == Status.PENDING_CANCEL
                || status == Status.OTHER;
    }

    /** The venue's status words, reduced to what decides. */
    public enum Status {
        /** In the market or on its way to it. */
        WORKING,
        /** Waits for another order of its group. */
        HELD,
        /** A cancel is being worked on. */
        PENDING_CANCEL,
        /** All filled. */
        FILLED,
        /** Canceled. */
        CANCELED,
        /** Its time ran out. */
        EXPIRED,
        /** Refused. */
        REJECTED,
        /** Replaced by another order. */
        REPLACED,
        /** A word we do not know. */
        OTHER
    }
}
