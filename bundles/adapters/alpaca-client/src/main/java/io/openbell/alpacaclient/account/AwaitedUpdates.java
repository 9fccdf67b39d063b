package io.openbell.alpacaclient.account;

import io.openbell.api.order.OrderId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Orders that the venue is known to have by request, and of which its stream has not told yet. A stream that answers pings
 * and questions and never sends an update is noticed by nothing else, since silence is what a quiet day sounds like too. By
 * our own name for the order: an order whose own answer was lost has no other until it is found. Any thread.
 */
public final class AwaitedUpdates {

    private static final int REMEMBERED = 1_000;

    private final Map<OrderId, Long> knownNanos = new LinkedHashMap<>();

    /** Sent, and perhaps there. */
    private final Set<OrderId> doubtful = bounded();

    /** The stream is often quicker than the answer to the request. */
    private final Set<OrderId> told = bounded();

    private static Set<OrderId> bounded() {
        return Collections.newSetFromMap(
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<OrderId, Boolean> eldest) {
                        return size() > REMEMBERED;
                    }
                });
    }

    /** The venue has taken an order, and must tell what becomes of it. */
    synchronized void taken(OrderId id, long nanos) {
        if (!told.contains(id)) {
            knownNanos.putIfAbsent(id, nanos);
        }
    }

    /** Nobody knows whether the venue has that order. */
    synchronized void unknown(OrderId id) {
        doubtful.add(id);
    }

    /** The venue has it after all; of orders that were never in doubt it need not tell again. */
    synchronized void found(OrderId id, long nanos) {
        if (doubtful.remove(id)) {
            taken(id, nanos);
        }
    }

    /** The stream has told something of that order. */
    synchronized void told(OrderId id) {
        told.add(id);
        doubtful.remove(id);
        knownNanos.remove(id);
    }

    /** How long the oldest order has been waited for, if that is longer than this. */
    synchronized Optional<Duration> overdue(long nanos, Duration limit) {
        return knownNanos.values().stream()
                .findFirst()
                .map(since -> Duration.ofNanos(nanos - since))
                .filter(age -> age.compareTo(limit) > 0);
    }

    /** A new connection asks for what was missed; nothing older is waited for. */
    synchronized void forget() {
        new LinkedHashSet<>(knownNanos.keySet()).forEach(told::add);
        knownNanos.clear();
    }
}
