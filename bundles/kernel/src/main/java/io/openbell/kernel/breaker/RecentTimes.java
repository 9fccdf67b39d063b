package io.openbell.kernel.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** When something happened within the last while; what is exactly as old as that is over. */
final class RecentTimes {

    private final Duration window;
    private final Deque<Instant> times = new ArrayDeque<>();

    RecentTimes(Duration window) {
        this.window = window;
    }

    void add(Instant at) {
        times.addLast(at);
    }

    int count(Instant now) {
        Instant oldest = now.minus(window);
        while (!times.isEmpty() && !times.getFirst().isAfter(oldest)) {
            times.removeFirst();
        }
        return times.size();
    }

    void clear() {
        times.clear();
    }
}
