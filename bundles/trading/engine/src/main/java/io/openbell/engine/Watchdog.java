package io.openbell.engine;

import io.openbell.api.engine.StallListener;
import io.openbell.engine.WatchedCall.Reported;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners from a thread of its own when a call on the loop lasts too long. The budget is for what a call takes itself:
 * what the machine did not let it run for is not its offence. A stall is a stall, whoever is to blame for it. The thread ends
 * with {@link #close}.
 */
final class Watchdog {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration LONGEST_PERIOD = Duration.ofMillis(50);
    private static final int PERIODS_PER_BUDGET = 10;
    private static final int STACK_FRAMES_LOGGED = 15;

    private final Roster roster;
    private final WatchedCall wholeInput;
    private final Thread loop;
    private final long budgetNanos;
    private final long stallNanos;
    private final long periodNanos;
    private final List<StallListener> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "loop-watchdog");
    private volatile WaitingTime waiting = WaitingTime.UNKNOWN;
    private volatile boolean closed;
    private volatile boolean loopDied;

    /** @param wholeInput the dispatch of one input with all that follows from it, which can be endless too */
    Watchdog(Roster roster, WatchedCall wholeInput, Thread loop, LoopSettings settings) {
        this.roster = roster;
        this.wholeInput = wholeInput;
        this.loop = loop;
        budgetNanos = settings.callbackBudget().toNanos();
        stallNanos = settings.stallLimit().toNanos();
        periodNanos = Math.min(LONGEST_PERIOD.toNanos(), budgetNanos / PERIODS_PER_BUDGET);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Of the loop's thread, from the loop's thread. */
    void watch(WaitingTime ofTheLoop) {
        waiting = ofTheLoop;
    }

    void add(StallListener listener) {
        listeners.add(listener);
    }

    void remove(StallListener listener) {
        listeners.remove(listener);
    }

    /** The loop's thread ended by an error: there is no worse stall. */
    void loopDied() {
        loopDied = true;
        LockSupport.unpark(thread);
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        long lastNanos = System.nanoTime();
        long lastWaited = 0;
        while (!closed && !loopDied) {
            LockSupport.parkNanos(this, periodNanos);
            long now = System.nanoTime();
            long waited = waiting.nanos();
            try {
                look(
                        now,
                        Math.min(now - lastNanos, 4 * periodNanos),
                        Math.max(0, waited - lastWaited));
            } catch (RuntimeException failure) {
                LOG.error("stall check failed, the watchdog goes on", failure);
            }
            lastNanos = now;
            lastWaited = waited;
        }
        if (loopDied) {
            tell(loop.getName(), TimeUnit.NANOSECONDS.toMillis(stallNanos), true);
        }
    }

    private void look(long now, long elapsedNanos, long waitedNanos) {
        boolean somebodyStalls = false;
        for (Subscriber subscriber : roster.present()) {
            WatchedCall call = subscriber.call();
            long stuckNanos = call.look(now, elapsedNanos, waitedNanos);
            if (call.ownNanos() >= budgetNanos || stuckNanos >= stallNanos) {
                somebodyStalls = true;
                report(call, stuckNanos);
            }
        }
        long inputNanos = wholeInput.look(now, elapsedNanos, waitedNanos);
        if (!somebodyStalls && inputNanos >= stallNanos) {
            report(wholeInput, inputNanos);
        }
    }

    private void report(WatchedCall call, long stuckNanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(stuckNanos);
        if (call.report(Reported.BUDGET)) {
            LOG.warn(
                    "loop held up: subscriber={} millis={} budgetMillis={} in\n{}",
                    call.name(),
                    millis,
                    TimeUnit.NANOSECONDS.toMillis(budgetNanos),
                    whereTheLoopIs());
            tell(call.name(), millis, false);
        }
        if (stuckNanos >= stallNanos && call.report(Reported.SEVERE)) {
            LOG.error(
                    "loop stalled: subscriber={} millis={} stallMillis={} in\n{}",
                    call.name(),
                    millis,
                    TimeUnit.NANOSECONDS.toMillis(stallNanos),
                    whereTheLoopIs());
            tell(call.name(), millis, true);
        }
    }

    private void tell(String subscriber, long millis, boolean severe) {
        for (StallListener listener : listeners) {
            try {
                listener.onStall(subscriber, millis, severe);
            } catch (RuntimeException failure) {
                LOG.error(
                        "stall listener failed: listener={} subscriber={}",
                        listener.getClass().getName(),
                        subscriber,
                        failure);
            }
        }
    }

    private String whereTheLoopIs() {
        StringBuilder text = new StringBuilder();
        StackTraceElement[] frames = loop.getStackTrace();
        for (int i = 0; i < Math.min(frames.length, STACK_FRAMES_LOGGED); i++) {
            text.append("    at ").append(frames[i]).append('\n');
        }
        return text.toString();
    }
}
