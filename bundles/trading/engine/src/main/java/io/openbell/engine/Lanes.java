package io.openbell.engine;

import io.openbell.api.engine.TradingEvent;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/** The two ways into the loop. Any thread puts in, the loop's thread takes out. */
final class Lanes {

    private static final int SPINS_BEFORE_SLEEP = 200;
    private static final int SPINS_WHEN_FULL = 100;
    private static final int YIELDS_WHEN_FULL = 10;
    private static final long SHORTEST_WAIT_NANOS = 20_000;
    private static final long LONGEST_WAIT_NANOS = 1_000_000;

    private final MpscAtomicArrayQueue<TradingEvent> ordinary;
    private final MpscUnboundedAtomicArrayQueue<Input> first =
            new MpscUnboundedAtomicArrayQueue<>(1024);
    private final Doorbell doorbell = new Doorbell();
    private volatile boolean closed;

    Lanes(int capacity) {
        ordinary = new MpscAtomicArrayQueue<>(capacity);
    }

    /** Waits while the ordinary lane is full. */
    void put(TradingEvent event) {
        refuseWhenClosed();
        if (!ordinary.offer(event)) {
            waitForRoom(event);
        }
        doorbell.ring();
    }

    /** Never waits. */
    void putFirst(Input input) {
        refuseWhenClosed();
        first.offer(input);
        doorbell.ring();
    }

    /**
     * A full lane holds enough work for the loop to outlast the longest wait here many times over, so looking again every
     * now and then costs no throughput, and saves the loop from having to wake anybody.
     */
    private void waitForRoom(TradingEvent event) {
        long pauseNanos = SHORTEST_WAIT_NANOS;
        int attempt = 0;
        do {
            if (attempt < SPINS_WHEN_FULL) {
                Thread.onSpinWait();
            } else if (attempt < SPINS_WHEN_FULL + YIELDS_WHEN_FULL) {
                Thread.yield();
            } else {
                LockSupport.parkNanos(this, pauseNanos);
                pauseNanos = Math.min(2 * pauseNanos, LONGEST_WAIT_NANOS);
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException(
                            "interrupted while the loop's queue was full; the event was not published");
                }
            }
            attempt++;
            refuseWhenClosed();
        } while (!ordinary.offer(event));
    }

    /** What to do next: the first lane's, or null. */
    @Nullable Input pollFirst() {
        return first.poll();
    }

    /** The ordinary lane's next event, or null. */
    @Nullable TradingEvent poll() {
        return ordinary.poll();
    }

    /** Returns when there is something to take, or the lanes are closed: a short spin, then sleep. */
    void awaitWork() {
        for (int spin = 0; spin < SPINS_BEFORE_SLEEP; spin++) {
            if (hasWork()) {
                return;
            }
            Thread.onSpinWait();
        }
        doorbell.sleepUntil(() -> hasWork() || closed);
    }

    private boolean hasWork() {
        return !first.isEmpty() || !ordinary.isEmpty();
    }

    /** Refuses everybody from now on, those that wait for room included. */
    void close() {
        closed = true;
        doorbell.ring();
    }

    /** Tells those who wait for an instruction that nobody will follow it any more. */
    void refuseInstructions() {
        for (Input input = first.poll(); input != null; input = first.poll()) {
            if (input instanceof Instruction instruction) {
                instruction.refuse();
            }
        }
    }

    boolean isClosed() {
        return closed;
    }

    int queued() {
        return ordinary.size() + first.size();
    }

    int capacity() {
        return ordinary.capacity();
    }

    private void refuseWhenClosed() {
        if (closed) {
            throw new IllegalStateException("the trading loop has stopped");
        }
    }
}
