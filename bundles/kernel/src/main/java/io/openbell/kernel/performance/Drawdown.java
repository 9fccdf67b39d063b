package io.openbell.kernel.performance;

import io.openbell.api.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * How far equity fell below an earlier peak. Immutable.
 *
 * @param peak highest equity seen; null before the first sample
 * @param max  largest fall below a peak, zero or positive
 */
public record Drawdown(@Nullable Money peak, Money max) {

    /** No equity seen. */
    public static final Drawdown NONE = new Drawdown(null, Money.ZERO);

    /** After equity of this much was seen; the same object if that changes nothing. */
    public Drawdown sampled(Money equity) {
        if (peak == null || equity.exceeds(peak)) {
            return new Drawdown(equity, max);
        }
        Money fall = peak.minus(equity);
        return fall.exceeds(max) ? new Drawdown(peak, fall) : this;
    }
}
