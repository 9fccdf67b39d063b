package io.openbell.api.order;

import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.time.Instant;

/**
 * One order at one moment: a snapshot.
 *
 * @param id               ours
 * @param brokerId         the venue's name for it; empty until it answered
 * @param intent           the wish it came from
 * @param filled           shares filled so far, never more than wished, never less than before
 * @param averageFillPrice volume-weighted over the fills so far; zero without fills
 * @param detail           the reason of a rejection or of an unknown outcome, for people; else empty
 * @param createdAt        when risk approved it, UTC
 * @param updatedAt        its latest event, UTC
 */
public record Order(
        OrderId id,
        String brokerId,
        OrderIntent intent,
        OrderStatus status,
        Quantity filled,
        Price averageFillPrice,
        String detail,
        Instant createdAt,
        Instant updatedAt) {

    /** Shares that may still fill; zero once it is no longer open. */
    public Quantity remaining() {
        return status.isOpen() ? intent.quantity().minus(filled) : Quantity.ZERO;
    }
}
