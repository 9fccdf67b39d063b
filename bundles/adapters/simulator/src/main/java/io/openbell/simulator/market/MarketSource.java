package io.openbell.simulator.market;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes the ticks. On the exchange's thread only. */
public interface MarketSource {

    /** What is traded. */
    List<Listing> listings();

    /** Minute bars from before the first tick, oldest first; empty when there are none. */
    List<MinuteBar> history(String symbol);

    /** Daily bars from before those minute bars, oldest first; empty when there are none. */
    default List<MinuteBar> past(String symbol) {
        return List.of();
    }

    /** A number that no trade of that symbol has, for one that is corrected. */
    long takeTradeId(String symbol);

    /** Begins to tick. */
    void start();

    /** The exchange's clock, UTC. */
    Instant now();

    /** Stops ticking until {@link #resume()}. */
    void pause();

    /** Ticks on. */
    void resume();

    /**
     * Moves the clock on, and makes what happens meanwhile. False when the clock runs by itself.
     *
     * @param time at most a year
     */
    default boolean advance(Duration time) {
        return false;
    }

    /** Listeners came, went or caught up. */
    void audienceChanged();

    /** How it goes, for the control endpoint. */
    Status status();

    /** Ends it and keeps what a successor needs. */
    void close();

    /**
     * How it goes.
     *
     * @param source     {@code synthetic} or {@code replay}
     * @param state      {@code running}, {@code paused}, {@code waiting}, {@code finished} or {@code failed}
     * @param detail     what it waits for or failed at; empty otherwise
     * @param quotes     sent since the start
     * @param trades     sent since the start
     * @param finished   nothing more will come
     */
    record Status(
            String source,
            String state,
            String detail,
            long quotes,
            long trades,
            boolean finished) {}
}
