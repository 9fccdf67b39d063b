package io.openbell.kernel.sizing;

import io.openbell.api.value.Money;
import java.time.Duration;

/**
 * How opinions become quantities.
 *
 * @param signalNotional       value of the position that a signal of strength 1 asks for, positive
 * @param opportunityNotional  gross value of all legs of an opportunity, positive
 * @param minimumConfidence    opportunities below it are not taken, 0 to 1
 * @param minimumEdgeBps       opportunities that promise less are not taken, basis points of the gross value
 * @param minimumChangePercent a position is not changed by less than this part of what it should become; exits always are
 * @param retryPause           first pause after a denied or rejected order; doubles with each further one, up to eightfold
 */
public record SizingRules(
        Money signalNotional,
        Money opportunityNotional,
        double minimumConfidence,
        double minimumEdgeBps,
        double minimumChangePercent,
        Duration retryPause) {

    /** Refuses amounts that could not be traded. */
    public SizingRules {
        if (!signalNotional.isPositive() || !opportunityNotional.isPositive()) {
            throw new IllegalArgumentException(
                    "notionals must be positive, were signalNotional="
                            + signalNotional
                            + ", opportunityNotional="
                            + opportunityNotional);
        }
        if (retryPause.isNegative() || retryPause.isZero()) {
            throw new IllegalArgumentException("retryPause must be positive, was " + retryPause);
        }
    }
}
