package io.openbell.api.broker;

import io.openbell.api.engine.Journaled;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Instant;

/**
 * The venue booked a fee in coins that were taken off our positions before, when they were seen to be gone: nothing changes.
 *
 * @param activityId the venue's name for the booking; the same one never counts twice
 * @param coins      of the fee that had been taken off; above zero
 */
public record CoinFeeSettled(String activityId, Symbol symbol, Quantity coins, Instant at)
        implements Journaled {

    /** Refuses a fee of nothing. */
    public CoinFeeSettled {
        if (!coins.isPositive()) {
            throw new IllegalArgumentException("coins must be above zero, was " + coins);
        }
    }
}
