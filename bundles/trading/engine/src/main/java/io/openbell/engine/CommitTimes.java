package io.openbell.engine;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long the disk took lately, by groups. The journal's thread tells, any thread asks. */
final class CommitTimes {

    private static final long WINDOW_NANOS = Duration.ofSeconds(30).toNanos();

    private final LongSupplier nanoTime;
    private boolean writing;
    private long beganNanos;
    private long windowNanos;
    private long slowestNanos;
    private long slowestBeforeNanos;

    CommitTimes(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        windowNanos = nanoTime.getAsLong();
    }

    synchronized void begin() {
        beganNanos = nanoTime.getAsLong();
        writing = true;
    }

    synchronized void end() {
        long now = nanoTime.getAsLong();
        turn(now);
        slowestNanos = Math.max(slowestNanos, now - beganNanos);
        writing = false;
    }

    /** Of the last half to whole minute, the group included that is on its way now; zero if there was none. */
    synchronized Duration slowest() {
        long now = nanoTime.getAsLong();
        turn(now);
        long present = writing ? now - beganNanos : 0;
        return Duration.ofNanos(Math.max(present, Math.max(slowestNanos, slowestBeforeNanos)));
    }

    private void turn(long now) {
        long age = now - windowNanos;
        if (age >= WINDOW_NANOS) {
            slowestBeforeNanos = age < 2 * WINDOW_NANOS ? slowestNanos : 0;
            slowestNanos = 0;
            windowNanos += age / WINDOW_NANOS * WINDOW_NANOS;
        }
    }
}
