package io.openbell.aihftsystem;

import io.openbell.api.engine.TradingEvent;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Events that wait for a trial. The loop puts in and wakes nobody, which would cost it more than the event itself: the trial
 * looks now and then. One thread puts in, one takes out.
 */
final class Backlog {

    /** An event, and when it came. */
    record Timed(Instant now, TradingEvent event) {}

    private final int longest;
    private final Queue<Timed> events = new ConcurrentLinkedQueue<>();
    private final AtomicLong put = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    /** @param longest of so many none more is taken */
    Backlog(int longest) {
        this.longest = longest;
    }

    /** On the loop: false if too many wait already. */
    boolean offer(Instant now, TradingEvent event) {
        long count = put.get();
        if (count - taken.get() >= longest) {
            return false;
        }
        events.add(new Timed(now, event));
        put.lazySet(count + 1);
        return true;
    }

    /** On the trial's thread: the next one, or null. */
    @Nullable Timed poll() {
        Timed next = events.poll();
        if (next != null) {
            taken.lazySet(taken.get() + 1);
        }
        return next;
    }

    /** About how many wait. Any thread. */
    int size() {
        return (int) Math.max(0, put.get() - taken.get());
    }
}
