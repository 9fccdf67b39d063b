package io.openbell.alpacaclient;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Orders that the venue has taken by request, and of which its stream has not told yet. A stream that answers pings and
 * questions and never sends an update is noticed by nothing else, since silence is what a quiet day sounds like too. Any
 * thread.
 */
final class AwaitedUpdates {

    private static final int REMEMBERED = 1_000;

    private final Map<String, Long> takenNanos = new LinkedHashMap<>();

    /** The stream is often quicker than the answer to the request. */
    private final Set<String> told = Collections.newSetFromMap(bounded());

    private static Map<String, Boolean> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    /** The venue has taken an order, and must tell what becomes of it. */
    synchronized void taken(String brokerId, long nanos) {
        if (!told.contains(brokerId)) {
            takenNanos.putIfAbsent(brokerId, nanos);
        }
    }

    /** The stream has told something of that order. */
    synchronized void told(String brokerId) {
        told.add(brokerId);
        takenNanos.remove(brokerId);
    }

    /** How long the oldest order has been waited for, if that is longer than this. */
    synchronized Optional<Duration> overdue(long nanos, Duration limit) {
        return takenNanos.values().stream()
                .findFirst()
                .map(since -> Duration.ofNanos(nanos - since))
                .filter(age -> age.compareTo(limit) > 0);
    }

    /** A new connection asks for what was missed; nothing older is waited for. */
    synchronized void forget() {
        new LinkedHashSet<>(takenNanos.keySet()).forEach(told::add);
        takenNanos.clear();
    }
}
