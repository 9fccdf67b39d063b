package io.openbell.api.engine;

import java.time.Instant;

/**
 * The one queue and the one thread ("trading-loop"). Whoever changes trading state does it here.
 *
 * <p>Two lanes feed the thread: the ordinary one, bounded, and one for what must not wait behind market data (order
 * events that came back from the journal, commands, broker reports), which is served first.
 */
public interface TradingLoop {

    /**
     * Puts market data or a signal into the ordinary lane. Blocks while the lane is full, which slows the caller's socket
     * down; never drops. Not for the loop's own thread.
     *
     * @throws IllegalStateException if called on the loop's thread, or after the loop has stopped
     */
    void publish(TradingEvent event);

    /** Puts a command, a broker report or a fact into the first lane. Does not block. Any thread but the loop's. */
    void publishFirst(TradingEvent event);

    /**
     * On the loop's thread only, from within a subscriber: delivers a derived event to everybody once the present event is
     * done, before the next input.
     *
     * @throws IllegalStateException on any other thread
     */
    void emit(TradingEvent event);

    /** {@link #emit} on the loop's thread, {@link #publishFirst} elsewhere. */
    default void tell(TradingEvent event) {
        if (isLoopThread()) {
            emit(event);
        } else {
            publishFirst(event);
        }
    }

    /**
     * On the loop's thread only: writes down in the recording of the session what was just decided. Nobody else hears of
     * it. The default keeps no recording.
     */
    default void note(TradingEvent decided) {}

    /** The caller is the loop. */
    boolean isLoopThread();

    /**
     * Adds a subscriber, called on the loop's thread. Blocks until it is in (at most five seconds), so that the caller
     * knows that no later event is missed; with {@code withPast} it has then received every journaled event so far, which
     * takes about a second for 50,000: they are read from the disk, and told in portions between which the loop works on.
     *
     * @param name for people: statistics and error messages
     */
    Subscription subscribe(String name, Stage stage, boolean withPast, LoopSubscriber subscriber);

    /**
     * Adds a reader that may block: it has a queue and a thread of its own, and loses events (counted) when the queue is
     * full.
     *
     * @param capacity events, at least 1
     */
    Subscription observe(String name, int capacity, LoopSubscriber subscriber);

    /** Time of the event being dispatched, or of the last one, UTC. Any thread. */
    Instant now();

    /** Counters; any thread. */
    LoopStatistics statistics();

    /** A listener for the loop being stuck: called on the watchdog's thread, once per offence. */
    Subscription onStall(StallListener listener);
}
