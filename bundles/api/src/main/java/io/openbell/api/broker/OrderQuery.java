package io.openbell.api.broker;

import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which orders to list.
 *
 * @param status  whether they are open
 * @param symbols of these instruments; empty: of all
 * @param after   submitted later than that, exclusive, UTC; empty: from the first one
 * @param until   submitted earlier than that, exclusive, UTC; empty: to the newest
 */
public record OrderQuery(
        Status status, Set<Symbol> symbols, Optional<Instant> after, Optional<Instant> until) {

    /** Whether orders are open. */
    public enum Status {
        /** May still fill. */
        OPEN,
        /** Done. */
        CLOSED,
        /** Either. */
        ALL
    }

    /** Keeps its own copy. */
    public OrderQuery {
        symbols = Set.copyOf(symbols);
    }

    /** Every order submitted later than that. */
    public static OrderQuery allAfter(Instant after) {
        return new OrderQuery(Status.ALL, Set.of(), Optional.of(after), Optional.empty());
    }
}
