package io.openbell.api.broker;

import io.openbell.api.engine.Journaled;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Instant;

/**
 * A position changed without an order of ours: a split, an option that was exercised, assigned or expired, a fee taken in
 * coins, shares moved in or out.
 *
 * @param activityId the venue's name for it; the same one never counts twice
 * @param type       the venue's word
 * @param change     of the quantity, with its sign; never zero
 * @param cash       into the account together with it, with its sign; zero for most
 * @param worth      what moved shares were worth, with the sign of the change; zero unless {@code effect} is TRANSFER
 */
public record PositionAdjusted(
        String activityId,
        String type,
        Symbol symbol,
        Quantity change,
        Effect effect,
        Money cash,
        Money worth,
        String detail,
        Instant at)
        implements Journaled {

    /** What becomes of cost and profit. */
    public enum Effect {
        /** The same cost is spread over another number of shares, in every source alike. */
        SPLIT,
        /** As if traded for the cash that came with it: for nothing when an option expires or a fee is taken in coins. */
        TRADE,
        /** The owner put shares in or took them out, at what they were worth: no profit, no loss. */
        TRANSFER
    }

    /** Refuses a change of nothing. */
    public PositionAdjusted {
        if (change.isZero()) {
            throw new IllegalArgumentException("change must not be zero");
        }
    }
}
