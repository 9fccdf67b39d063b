package io.openbell.alerts;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One channel with a queue and a thread of its own, so that one that hangs holds up neither the others nor whoever has
 * something to tell. What does not fit into the queue is dropped and counted; what fails is tried three times.
 */
final class Sender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int CAPACITY = 100;
    private static final int ATTEMPTS = 3;

    private final Channel channel;
    private final UnaryOperator<String> redact;
    private final Duration pause;
    private final BlockingQueue<Alert> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile String lastFailure = "";

    /**
     * Begins.
     *
     * @param pause before the second attempt; twice as long before the third
     */
    Sender(Channel channel, UnaryOperator<String> redact, Duration pause) {
        this.channel = channel;
        this.redact = redact;
        this.pause = pause;
        this.thread = new Thread(this::run, "alerts-" + channel.name());
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes it over; never blocks. */
    void offer(Alert alert) {
        if (!queue.offer(alert)) {
            dropped.incrementAndGet();
        }
    }

    long sent() {
        return sent.get();
    }

    long failed() {
        return failed.get();
    }

    long dropped() {
        return dropped.get();
    }

    /** Why the latest alert did not go out; empty when it did. */
    String lastFailure() {
        return lastFailure;
    }

    String describe() {
        return channel.name()
                + " sent="
                + sent
                + " failed="
                + failed
                + " dropped="
                + dropped
                + (lastFailure.isEmpty() ? "" : " (" + lastFailure + ")");
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                send(queue.take());
            }
        } catch (InterruptedException closed) {
            LOG.debug("channel={} closed", channel.name());
        }
    }

    private void send(Alert alert) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                channel.send(alert);
                sent.incrementAndGet();
                lastFailure = "";
                return;
            } catch (IOException | RuntimeException refused) {
                String why = redact.apply(String.valueOf(refused));
                lastFailure = why;
                if (attempt == ATTEMPTS) {
                    failed.incrementAndGet();
                    LOG.warn(
                            "channel={} alert=\"{}\" was not sent: {}",
                            channel.name(),
                            alert.key(),
                            why);
                    return;
                }
                Thread.sleep(pause.toMillis() << (attempt - 1));
            }
        }
    }
}
