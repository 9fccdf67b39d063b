package io.openbell.api.order;

import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Optional;

/**
 * An order that is open in our account and was not placed by us: by hand, or by another program. We never touch it; it
 * counts as committed exposure.
 *
 * @param brokerId    the venue's name
 * @param clientId    the name it was placed under
 * @param quantity    shares wished, positive
 * @param filled      shares filled so far
 * @param limitPrice  where it has one; else its remaining shares are worth what the market says
 * @param rawStatus   the venue's own word, for people
 * @param submittedAt venue clock, UTC
 */
public record ExternalOrder(
        String brokerId,
        String clientId,
        Symbol symbol,
        Side side,
        Quantity quantity,
        Quantity filled,
        Optional<Price> limitPrice,
        String rawStatus,
        Instant submittedAt) {

    /** Shares that may still fill; never negative. */
    public Quantity remaining() {
        return filled.exceeds(quantity) ? Quantity.ZERO : quantity.minus(filled);
    }
}
