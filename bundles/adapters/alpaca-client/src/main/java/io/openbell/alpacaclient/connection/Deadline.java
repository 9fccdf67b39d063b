package io.openbell.alpacaclient.connection;

import java.time.Duration;

/** The moment, on the monotonic clock, at which the patience for a question ends. */
public record Deadline(long nanos) {

    public static Deadline in(Duration patience) {
        return new Deadline(System.nanoTime() + patience.toNanos());
    }

    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }
}
