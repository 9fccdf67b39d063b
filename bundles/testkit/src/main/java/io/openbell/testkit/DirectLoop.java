package io.openbell.testkit;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopStatistics;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.StallListener;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.session.TradingClock;
import io.openbell.api.session.TradingMode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The trading loop and the journal without threads or a disk: whatever is published is delivered, with all that follows
 * from it, before the call returns. Appended events come back at once, as if the disk took no time.
 */
public final class DirectLoop implements TradingLoop, OrderJournal {

    private record Subscriber(String name, Stage stage, LoopSubscriber target) {}

    private record Pending(TradingEvent event, Runnable before) {}

    private final TradingClock clock;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final List<StallListener> stallListeners = new ArrayList<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final List<TradingEvent> delivered = new ArrayList<>();
    private final List<Journaled> journaled = new ArrayList<>();
    private boolean dispatching;
    private boolean writable = true;
    private long sequence;

    /** A loop that tells its subscribers this clock's time. */
    public DirectLoop(TradingClock clock) {
        this.clock = clock;
    }

    @Override
    public void publish(TradingEvent event) {
        deliver(event, () -> {});
    }

    @Override
    public void publishFirst(TradingEvent event) {
        deliver(event, () -> {});
    }

    @Override
    public void emit(TradingEvent event) {
        deliver(event, () -> {});
    }

    @Override
    public boolean isLoopThread() {
        return dispatching;
    }

    @Override
    public Subscription subscribe(
            String name, Stage stage, boolean withPast, LoopSubscriber target) {
        Subscriber subscriber = new Subscriber(name, stage, target);
        subscribers.add(subscriber);
        subscribers.sort(Comparator.comparing(Subscriber::stage));
        if (withPast) {
            List.copyOf(journaled).forEach(event -> target.onReplay(clock.instant(), event));
            target.onReplayed();
        }
        return () -> subscribers.remove(subscriber);
    }

    @Override
    public Subscription observe(String name, int capacity, LoopSubscriber target) {
        return subscribe(name, Stage.OBSERVERS, false, target);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public LoopStatistics statistics() {
        return new LoopStatistics(sequence, pending.size(), 1024, 0, Map.of(), true);
    }

    @Override
    public Subscription onStall(StallListener listener) {
        stallListeners.add(listener);
        return () -> stallListeners.remove(listener);
    }

    /** Tells every stall listener. */
    public void stall(String subscriber, long millis, boolean severe) {
        List.copyOf(stallListeners)
                .forEach(listener -> listener.onStall(subscriber, millis, severe));
    }

    @Override
    public long open(TradingMode mode, String account) {
        return journaled.size();
    }

    @Override
    public void append(Journaled event, Runnable durable) {
        if (!writable) {
            throw new IllegalStateException("journal poisoned");
        }
        journaled.add(event);
        deliver(event, durable);
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    /** From now on the journal refuses. */
    public void poisonJournal() {
        writable = false;
    }

    @Override
    public String describe() {
        return "in memory, " + journaled.size() + " events";
    }

    /** Everything delivered so far, in order. */
    public List<TradingEvent> delivered() {
        return List.copyOf(delivered);
    }

    /** Everything delivered so far of one type, in order. */
    public <T extends TradingEvent> List<T> delivered(Class<T> type) {
        return delivered.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What stands in the journal. */
    public List<Journaled> journaled() {
        return List.copyOf(journaled);
    }

    private void deliver(TradingEvent event, Runnable before) {
        pending.add(new Pending(event, before));
        if (dispatching) {
            return;
        }
        dispatching = true;
        try {
            for (Pending next = pending.poll(); next != null; next = pending.poll()) {
                next.before().run();
                sequence++;
                delivered.add(next.event());
                for (Subscriber subscriber : List.copyOf(subscribers)) {
                    subscriber.target().onEvent(sequence, clock.instant(), next.event());
                }
            }
        } finally {
            dispatching = false;
        }
    }
}
