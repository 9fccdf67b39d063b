package io.openbell.kernel.protection;

import io.openbell.api.value.Money;
import io.openbell.api.value.Symbol;
import java.time.Instant;

/**
 * A position of one source from flat to flat.
 *
 * @param cost   value of everything that was opened, positive
 * @param profit commissions deducted, negative for a loss
 * @param byStop the order that closed it was a stop
 */
public record RoundTrip(
        String source, Symbol symbol, Money cost, Money profit, boolean byStop, Instant closedAt) {

    /** Profit in percent of the cost. */
    public double percent() {
        return cost.isZero() ? 0 : 100.0 * profit.raw() / cost.raw();
    }
}
