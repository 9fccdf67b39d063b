package io.openbell.engine;

import io.openbell.api.engine.Explanation;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.TradingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One subscriber as the loop sees it. Called on the loop's thread; what it throws ends here. */
final class Subscriber {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);
    private static final long LOG_INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

    private final Stage stage;
    private final LoopSubscriber target;
    private final AtomicLong errors;
    private final Narrator narrator;
    private final WatchedCall call;
    private boolean left;
    private boolean awaitsPast;
    private long lastLoggedNanos;
    private long unlogged;
    private boolean logged;
    private volatile boolean closed;

    /** @param errors counts the exceptions of all subscribers together */
    Subscriber(
            String name,
            Stage stage,
            boolean withPast,
            LoopSubscriber target,
            AtomicLong errors,
            Narrator narrator) {
        this.stage = stage;
        this.target = target;
        this.errors = errors;
        this.narrator = narrator;
        this.call = new WatchedCall(name);
        this.awaitsPast = withPast;
    }

    String name() {
        return call.name();
    }

    Stage stage() {
        return stage;
    }

    WatchedCall call() {
        return call;
    }

    /** Asked for the past and has not got it. */
    boolean awaitsPast() {
        return awaitsPast;
    }

    /** From now on it hears nothing, whatever is on its way. Any thread. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** It hears nothing any more; told once. */
    void leave() {
        if (!left) {
            left = true;
            narrator.left(this);
        }
    }

    /** What it decides by, for the recording. */
    Optional<TradingEvent> decidesBy() {
        try {
            return target.decidesBy();
        } catch (RuntimeException unable) {
            LOG.warn("subscriber={} cannot say what it decides by", name(), unable);
            return Optional.empty();
        }
    }

    /**
     * Delivers, unless it is closed, or the event is part of the past that it still waits for.
     *
     * @return the time at which it returned, so that the next one needs to ask the clock once only
     */
    long deliver(long startNanos, long sequence, Instant now, TradingEvent event) {
        if (closed) {
            leave();
            return startNanos;
        }
        if (awaitsPast && event instanceof Journaled) {
            return startNanos;
        }
        narrator.speaks(name());
        call.enter(startNanos);
        try {
            target.onEvent(sequence, now, event);
        } catch (Throwable thrown) {
            failed(thrown, event.getClass().getSimpleName());
        }
        long endNanos = System.nanoTime();
        call.leave(startNanos, endNanos);
        return endNanos;
    }

    /** Explanations are no part of the past: they are in the files for whoever asks. */
    void replay(PastEvent past) {
        if (closed || past.event() instanceof Explanation) {
            return;
        }
        guarded(
                () -> target.onReplay(past.at(), past.event()),
                "replay of " + past.event().getClass().getSimpleName());
    }

    void replayed(long last) {
        awaitsPast = false;
        if (closed) {
            return;
        }
        narrator.told(this, last);
        guarded(target::onReplayed, "end of the replay");
    }

    private void guarded(Runnable action, String what) {
        narrator.speaks(name());
        long startNanos = System.nanoTime();
        call.enter(startNanos);
        try {
            action.run();
        } catch (Throwable thrown) {
            failed(thrown, what);
        }
        call.leave(startNanos, System.nanoTime());
    }

    /** A broken subscriber is its own affair; a virtual machine that is out of memory is everybody's. */
    private void failed(Throwable thrown, String what) {
        if (thrown instanceof VirtualMachineError fatal
                && !(thrown instanceof StackOverflowError)) {
            throw fatal;
        }
        errors.incrementAndGet();
        long now = System.nanoTime();
        if (logged && now - lastLoggedNanos < LOG_INTERVAL_NANOS) {
            unlogged++;
            return;
        }
        LOG.error("subscriber={} failed at={} unlogged={}", name(), what, unlogged, thrown);
        logged = true;
        lastLoggedNanos = now;
        unlogged = 0;
    }
}
