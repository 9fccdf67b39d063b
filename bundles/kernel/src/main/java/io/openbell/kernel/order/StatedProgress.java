package io.openbell.kernel.order;

import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Quantity;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the venue has said before of how much is filled: fills are facts, so a later statement of fewer cannot be. By the
 * venue's own times, because statements arrive in any order. Not thread-safe.
 */
public final class StatedProgress {

    private record Stated(Instant at, Quantity filled) {}

    private final Map<OrderId, Stated> most = new HashMap<>();

    /** Remembers the statement, or says what cannot be of it, for people. */
    public Optional<String> contradiction(OrderId id, BrokerOrder venue) {
        Stated before = most.get(id);
        if (before != null
                && venue.updatedAt().isAfter(before.at())
                && before.filled().exceeds(venue.filled())) {
            return Optional.of(
                    String.format(
                            "venue had filled %s at %s, and %s at %s",
                            before.filled(), before.at(), venue.filled(), venue.updatedAt()));
        }
        if (before == null || !venue.updatedAt().isBefore(before.at())) {
            most.put(id, new Stated(venue.updatedAt(), venue.filled()));
        }
        return Optional.empty();
    }

    /** Forgets what was said of the others. */
    public void keep(Predicate<OrderId> wanted) {
        most.keySet().removeIf(id -> !wanted.test(id));
    }
}
