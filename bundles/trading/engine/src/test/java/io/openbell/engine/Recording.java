package io.openbell.engine;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.TradingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it hears. */
final class Recording implements LoopSubscriber {

    private final List<TradingEvent> events = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private final List<Journaled> replayed = new ArrayList<>();
    private int replaysEnded;

    @Override
    public synchronized void onEvent(long sequence, Instant now, TradingEvent event) {
        events.add(event);
        times.add(now);
    }

    @Override
    public synchronized void onReplay(Instant at, Journaled event) {
        if (replaysEnded > 0 || events.stream().anyMatch(Journaled.class::isInstance)) {
            throw new IllegalStateException("past after present: " + event);
        }
        replayed.add(event);
    }

    @Override
    public synchronized void onReplayed() {
        replaysEnded++;
    }

    synchronized List<TradingEvent> events() {
        return List.copyOf(events);
    }

    synchronized <T> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    synchronized List<Instant> times() {
        return List.copyOf(times);
    }

    synchronized List<Journaled> replayed() {
        return List.copyOf(replayed);
    }

    /** What it heard of the journal, past and live. */
    synchronized List<Journaled> journaled() {
        List<Journaled> all = new ArrayList<>(replayed);
        all.addAll(events(Journaled.class));
        return List.copyOf(all);
    }

    synchronized int replaysEnded() {
        return replaysEnded;
    }
}
