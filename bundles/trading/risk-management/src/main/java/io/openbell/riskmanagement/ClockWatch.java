package io.openbell.riskmanagement;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Notices when somebody puts the system's clock on or back: other time has passed on it than passes. One thread. */
final class ClockWatch {

    /** What a machine sets right by itself stays below. */
    private static final Duration STEP = Duration.ofMillis(500);

    private final InstantSource system;
    private final LongSupplier nanoTime;
    private Instant last;
    private long lastNanos;

    /**
     * @param nanoTime passes evenly
     */
    ClockWatch(InstantSource system, LongSupplier nanoTime) {
        this.system = system;
        this.nanoTime = nanoTime;
        last = system.instant();
        lastNanos = nanoTime.getAsLong();
    }

    /** It was put on or back since it was asked before. */
    boolean isStepped() {
        Instant now = system.instant();
        long nanos = nanoTime.getAsLong();
        Duration step = Duration.between(last, now).minusNanos(nanos - lastNanos).abs();
        last = now;
        lastNanos = nanos;
        return step.compareTo(STEP) > 0;
    }
}
