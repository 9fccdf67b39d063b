package io.openbell.engine;

import io.openbell.api.engine.TimerTick;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes a tick every second while the loop follows the system's time, from the thread "loop-timer". A tick that the
 * loop has not taken yet stands for the later ones.
 */
final class LoopTimer {

    private static final long PERIOD_NANOS = 1_000_000_000L;

    private final Lanes lanes;
    private final InstantSource clock;
    private final AtomicBoolean tickWaits = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "loop-timer");
    private volatile boolean closed;

    LoopTimer(Lanes lanes, InstantSource clock) {
        this.lanes = lanes;
        this.clock = clock;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    /** The loop took the tick. */
    void taken() {
        tickWaits.set(false);
    }

    private void run() {
        long nextNanos = System.nanoTime() + PERIOD_NANOS;
        while (!closed && !lanes.isClosed()) {
            long waitNanos = nextNanos - System.nanoTime();
            if (waitNanos > 0) {
                LockSupport.parkNanos(this, waitNanos);
                continue;
            }
            // After a pause of the process the missed seconds are not made up for.
            nextNanos = Math.max(nextNanos + PERIOD_NANOS, System.nanoTime());
            if (tickWaits.compareAndSet(false, true)) {
                publish(new TimerTick(clock.instant()));
            }
        }
    }

    private void publish(TimerTick tick) {
        try {
            lanes.putFirst(new Input.Event(tick));
        } catch (IllegalStateException stopped) {
            closed = true;
        }
    }
}
