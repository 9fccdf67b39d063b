package io.openbell.engine;

import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.recording.RecordedLine.Kind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/** What the loop's thread does: takes one input after the other, gives it number and time, and calls the subscribers. */
final class Dispatcher {

    private record Emitted(String by, TradingEvent event) {}

    private final Lanes lanes;
    private final Roster roster;
    private final LoopClock clock;
    private final LoopTimer timer;
    private final WatchedCall wholeInput = new WatchedCall("all that follows from one event");
    private final AtomicLong dispatched = new AtomicLong();
    private final Narrator narrator;
    private final Queue<Emitted> emitted = new ArrayDeque<>();
    private volatile Instant now;

    Dispatcher(Lanes lanes, Roster roster, LoopClock clock, LoopTimer timer, Narrator narrator) {
        this.lanes = lanes;
        this.roster = roster;
        this.clock = clock;
        this.timer = timer;
        this.narrator = narrator;
        now = clock.instant();
    }

    /** The dispatch of one input with all that follows from it, for the watchdog. */
    WatchedCall wholeInput() {
        return wholeInput;
    }

    /** Any thread. */
    Instant now() {
        return now;
    }

    /** The number of the latest event. Any thread. */
    long dispatched() {
        return dispatched.get();
    }

    /** On the loop's thread. */
    void emit(TradingEvent event) {
        emitted.add(new Emitted(narrator.speaker(), event));
    }

    /** Works until the lanes are closed. */
    void run() {
        while (!lanes.isClosed()) {
            Input input = lanes.pollFirst();
            if (input != null) {
                handle(input);
                continue;
            }
            TradingEvent event = lanes.poll();
            if (event != null) {
                sequence(event);
            } else {
                Thread.interrupted(); // only closing ends this thread
                lanes.awaitWork();
            }
        }
    }

    private void handle(Input input) {
        if (input instanceof Input.Event first) {
            if (first.event() instanceof TimerTick) {
                timer.taken();
            }
            sequence(first.event());
        } else if (input instanceof Input.Durable durable) {
            setNow(clock.instant());
            roster.remember(durable.past());
            dispatch(Kind.DURABLE, durable.past().event());
        } else if (input instanceof Instruction instruction) {
            setNow(clock.instant());
            instruction.execute();
            dispatchEmitted();
        }
    }

    /** Gives the input its time; in event time the seconds pass before it does. */
    private void sequence(TradingEvent event) {
        if (clock.isEventTime() && event instanceof MarketEvent market) {
            long secondBefore = clock.instant().getEpochSecond();
            long second = market.at().getEpochSecond();
            if (second > secondBefore && !clock.instant().equals(Instant.EPOCH)) {
                Instant at = Instant.ofEpochSecond(second);
                clock.advanceTo(at);
                setNow(at);
                dispatch(Kind.INPUT, new TimerTick(at));
            }
            clock.advanceTo(market.at());
        }
        setNow(clock.instant());
        dispatch(Kind.INPUT, event);
    }

    private void setNow(Instant instant) {
        now = instant;
        narrator.at(instant);
    }

    private void dispatch(Kind kind, TradingEvent event) {
        long startNanos = System.nanoTime();
        wholeInput.enter(startNanos);
        deliverToAll(kind, "", event, startNanos);
        dispatchEmitted();
        wholeInput.leave(startNanos, System.nanoTime());
    }

    private void dispatchEmitted() {
        for (Emitted next = emitted.poll(); next != null; next = emitted.poll()) {
            deliverToAll(Kind.EMITTED, next.by(), next.event(), System.nanoTime());
        }
    }

    private void deliverToAll(Kind kind, String by, TradingEvent event, long startNanos) {
        long number = dispatched.getPlain() + 1;
        dispatched.setRelease(number);
        narrator.dispatched(kind, number, by, event);
        long nanos = startNanos;
        for (Subscriber subscriber : roster.present()) {
            nanos = subscriber.deliver(nanos, number, now, event);
        }
    }
}
