package io.openbell.api.broker;

import io.openbell.api.engine.Journaled;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Instant;

/**
 * A stock goes by another name: whatever is held of it, by each source, is held under the new one from here on, at the same
 * cost and with the same profit.
 *
 * @param activityId the venue's names for it; the same one never counts twice
 * @param type       the venue's word
 * @param from       the old name
 * @param to         the new name, another one
 * @param quantity   what the venue says was held, with its sign; for people, since whatever we hold goes over
 */
public record SymbolChanged(
        String activityId,
        String type,
        Symbol from,
        Symbol to,
        Quantity quantity,
        String detail,
        Instant at)
        implements Journaled {

    /** Refuses a change to the same name. */
    public SymbolChanged {
        if (from.equals(to)) {
            throw new IllegalArgumentException("the new name must be another one than " + from);
        }
    }
}
