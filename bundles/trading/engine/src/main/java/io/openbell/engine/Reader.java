package io.openbell.engine;

import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.TradingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody who may block: has a queue and a thread of its own. The loop puts in and never waits; what does not fit is
 * dropped and counted.
 */
final class Reader implements LoopSubscriber {

    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    private record Item(long sequence, Instant now, TradingEvent event) {}

    private final String name;
    private final LoopSubscriber target;
    private final AtomicLong errors;
    private final SpscAtomicArrayQueue<Item> queue;
    private final Doorbell doorbell = new Doorbell();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    /** @param errors counts the exceptions of everybody together */
    Reader(String name, int capacity, LoopSubscriber target, AtomicLong errors) {
        if (capacity < 1) {
            throw new IllegalArgumentException(
                    "capacity of reader " + name + " must be at least 1, was " + capacity);
        }
        this.name = name;
        this.target = target;
        this.errors = errors;
        queue = new SpscAtomicArrayQueue<>(capacity);
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    String name() {
        return name;
    }

    long dropped() {
        return dropped.get();
    }

    /** On the loop's thread. */
    @Override
    public void onEvent(long sequence, Instant now, TradingEvent event) {
        if (queue.offer(new Item(sequence, now, event))) {
            doorbell.ring();
        } else {
            dropped.incrementAndGet();
        }
    }

    /** No further event after the present one. */
    void close() {
        closed = true;
        doorbell.ring();
    }

    /** Waits for the present call to end; one that takes longer than half of the time is interrupted. */
    void awaitEnd(Duration limit) {
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(Math.max(1, limit.toMillis() / 2));
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(Math.max(1, limit.toMillis() / 2));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("reader={} does not return from its call, its thread is left behind", name);
        }
    }

    private void run() {
        long nextLogNanos = System.nanoTime();
        while (!closed) {
            Item item = queue.poll();
            if (item == null) {
                Thread.interrupted(); // only closing ends this thread
                doorbell.sleepUntil(() -> closed || !queue.isEmpty());
                continue;
            }
            try {
                target.onEvent(item.sequence(), item.now(), item.event());
            } catch (RuntimeException
                    | LinkageError
                    | AssertionError
                    | StackOverflowError failure) {
                errors.incrementAndGet();
                if (System.nanoTime() - nextLogNanos >= 0) {
                    LOG.error("reader={} failed at={}", name, item.event().getClass(), failure);
                    nextLogNanos = System.nanoTime() + LOG_INTERVAL.toNanos();
                }
            }
        }
    }
}
