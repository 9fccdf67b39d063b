package io.openbell.alpacaclient;

import java.time.Duration;

/** The moment, on the monotonic clock, at which the patience for a question ends. */
record Deadline(long nanos) {

    static Deadline in(Duration patience) {
        return new Deadline(System.nanoTime() + patience.toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }
}
