package io.openbell.engine;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopStatistics;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.StallListener;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.engine.recording.LoopTape;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trading loop. Its thread "trading-loop" takes one input at a time, first lane first, and delivers it to all
 * subscribers in the order of their stages, then whatever they emitted, then the next input. Everything that follows from
 * one input carries the time of that input.
 */
public final class EventLoop implements TradingLoop, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final Duration SUBSCRIBE_LIMIT = Duration.ofSeconds(5);
    private static final Duration UNSUBSCRIBE_LIMIT = Duration.ofSeconds(2);
    private static final Duration END_LIMIT = Duration.ofSeconds(1);

    private final LoopClock clock;
    private final Lanes lanes;
    private final Narrator narrator;
    private final Roster roster;
    private final List<Reader> readers = new CopyOnWriteArrayList<>();
    private final AtomicLong errors = new AtomicLong();
    private final LoopTimer timer;
    private final Dispatcher dispatcher;
    private final Thread thread;
    private final Watchdog watchdog;

    /** A loop that waits for {@link #start}. */
    public EventLoop(LoopSettings settings, LoopClock clock) {
        this(settings, clock, LoopTape.NONE);
    }

    /** The same, and the tape is told what it does. */
    public EventLoop(LoopSettings settings, LoopClock clock, LoopTape tape) {
        this.clock = clock;
        narrator = new Narrator(tape);
        roster = new Roster(narrator);
        lanes = new Lanes(settings.queueCapacity());
        timer = new LoopTimer(lanes, clock);
        dispatcher = new Dispatcher(lanes, roster, clock, timer, narrator);
        thread = new Thread(this::run, "trading-loop");
        thread.setDaemon(true);
        watchdog = new Watchdog(roster, dispatcher.wholeInput(), thread, settings);
    }

    /** Starts the threads. Once. */
    @SuppressWarnings("CanIgnoreReturnValueSuggester")
    public EventLoop start() {
        thread.start();
        watchdog.start();
        if (!clock.isEventTime()) {
            timer.start();
        }
        return this;
    }

    @Override
    public void publish(TradingEvent event) {
        refuseJournaled(event);
        refuseLoopThread("publish");
        lanes.put(event);
    }

    @Override
    public void publishFirst(TradingEvent event) {
        refuseJournaled(event);
        refuseLoopThread("publishFirst");
        lanes.putFirst(new Input.Event(event));
    }

    @Override
    public void emit(TradingEvent event) {
        refuseJournaled(event);
        if (!isLoopThread()) {
            throw new IllegalStateException(
                    "emit is for subscribers on the loop's thread; use publish or publishFirst on "
                            + Thread.currentThread().getName());
        }
        dispatcher.emit(event);
    }

    @Override
    public void note(TradingEvent decided) {
        if (!isLoopThread()) {
            throw new IllegalStateException(
                    "note is for subscribers on the loop's thread, not for "
                            + Thread.currentThread().getName());
        }
        narrator.noted(decided);
    }

    /** From the journal: whoever is called now has handed it an event. Elsewhere than on the loop it says nothing. */
    void appended(Journaled event) {
        if (isLoopThread()) {
            narrator.journaled(event);
        }
    }

    @Override
    public boolean isLoopThread() {
        return Thread.currentThread() == thread;
    }

    @Override
    public Subscription subscribe(
            String name, Stage stage, boolean withPast, LoopSubscriber target) {
        Subscriber subscriber = new Subscriber(name, stage, withPast, target, errors, narrator);
        try {
            join(subscriber);
        } catch (IllegalStateException tooLate) {
            subscriber.close();
            throw tooLate;
        }
        return () -> unsubscribe(subscriber);
    }

    private void join(Subscriber subscriber) {
        String what = "subscribe " + subscriber.name();
        AtomicReference<@Nullable JournaledPast> behind = new AtomicReference<>();
        onLoop(what, SUBSCRIBE_LIMIT, () -> behind.set(roster.addUnlessPast(subscriber)));
        JournaledPast past = behind.get();
        if (past != null) {
            try {
                catchUp(past, what).bring(List.of(subscriber));
            } catch (IOException unreadable) {
                throw new IllegalStateException(
                        "the journal's past cannot be told to " + subscriber.name(), unreadable);
            }
        }
    }

    private CatchUp catchUp(JournaledPast past, String what) {
        return new CatchUp(past, roster, action -> onLoop(what, SUBSCRIBE_LIMIT, action));
    }

    private void unsubscribe(Subscriber subscriber) {
        if (subscriber.isClosed()) {
            return;
        }
        subscriber.close();
        if (lanes.isClosed()) {
            return;
        }
        try {
            onLoop(
                    "unsubscribe " + subscriber.name(),
                    UNSUBSCRIBE_LIMIT,
                    () -> roster.remove(subscriber));
        } catch (IllegalStateException busy) {
            LOG.warn(
                    "subscriber={} hears nothing more, but a present call may still be running",
                    subscriber.name(),
                    busy);
        }
    }

    @Override
    public Subscription observe(String name, int capacity, LoopSubscriber target) {
        Reader reader = new Reader(name, capacity, target, errors);
        Subscription subscription = subscribe(name, Stage.OBSERVERS, false, reader);
        readers.add(reader);
        reader.start();
        return () -> {
            subscription.close();
            readers.remove(reader);
            reader.close();
            reader.awaitEnd(END_LIMIT);
        };
    }

    @Override
    public Instant now() {
        return dispatcher.now();
    }

    @Override
    public LoopStatistics statistics() {
        Map<String, Long> dropped = new TreeMap<>();
        readers.forEach(reader -> dropped.merge(reader.name(), reader.dropped(), Long::sum));
        return new LoopStatistics(
                dispatcher.dispatched(),
                lanes.queued(),
                lanes.capacity(),
                errors.get(),
                dropped,
                isAlive());
    }

    /** The longest call of each subscriber so far, by name, for people. */
    public Map<String, Duration> longestCalls() {
        Map<String, Duration> longest = new TreeMap<>();
        for (Subscriber subscriber : roster.present()) {
            Duration taken = Duration.ofNanos(subscriber.call().longestNanos());
            longest.merge(subscriber.name(), taken, (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
        return longest;
    }

    @Override
    public Subscription onStall(StallListener listener) {
        watchdog.add(listener);
        return () -> watchdog.remove(listener);
    }

    /** Ends the threads after the present event; what still waits is not delivered. Takes at most about two seconds. */
    @Override
    public void close() {
        lanes.close();
        timer.close();
        try {
            if (!isLoopThread()) {
                thread.join(END_LIMIT.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        watchdog.close();
        readers.forEach(Reader::close);
        long deadlineNanos = System.nanoTime() + END_LIMIT.toNanos();
        for (Reader reader : readers) {
            reader.awaitEnd(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
        }
        LOG.info(
                "loop closed: dispatched={} undelivered={} errors={} ended={} longestCalls={}",
                dispatcher.dispatched(),
                lanes.queued(),
                errors.get(),
                !thread.isAlive(),
                longestCalls());
    }

    /** The loop's thread is gone: nothing more can happen. */
    boolean hasEnded() {
        return !thread.isAlive();
    }

    boolean isAlive() {
        return thread.isAlive() && !lanes.isClosed();
    }

    /** From the journal: an event that is on the disk. */
    void deliver(PastEvent event) {
        lanes.putFirst(new Input.Durable(event));
    }

    /**
     * From the journal, when it was opened. Returns when everybody who waited for the past has it, event by event, stage by
     * stage.
     *
     * @param past   for whoever joins later
     * @param now    the same, to be read for those who wait
     * @param events how many there are
     * @throws IOException if they cannot be read
     */
    void restore(JournaledPast past, JournaledPast now, long events) throws IOException {
        String what = "replay of the journal";
        List<Subscriber> waiting = new ArrayList<>();
        onLoop(what, SUBSCRIBE_LIMIT, () -> waiting.addAll(roster.opened(past, events)));
        catchUp(now, what).bring(waiting);
    }

    /** From the journal, when it was closed. */
    void forgetPast() {
        if (!lanes.isClosed()) {
            lanes.putFirst(new Instruction("end of the journal", roster::forgetPast));
        }
    }

    private void run() {
        try {
            watchdog.watch(WaitingTime.ofThisThread());
            dispatcher.run();
        } catch (Throwable fatal) {
            LOG.error("the trading loop died, nothing is traded any more", fatal);
            watchdog.loopDied();
        } finally {
            lanes.close();
            lanes.refuseInstructions();
        }
    }

    private void onLoop(String what, Duration limit, Runnable action) {
        if (isLoopThread()) {
            action.run();
            return;
        }
        Instruction instruction = new Instruction(what, action);
        lanes.putFirst(instruction);
        instruction.await(limit, thread);
    }

    private void refuseLoopThread(String method) {
        if (isLoopThread()) {
            throw new IllegalStateException(
                    method + " is not for the loop's own thread; use emit or tell");
        }
    }

    private static void refuseJournaled(TradingEvent event) {
        if (event instanceof Journaled) {
            throw new IllegalArgumentException(
                    event.getClass().getSimpleName()
                            + " reaches the loop through the order journal only; append it there");
        }
    }
}
