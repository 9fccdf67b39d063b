package io.openbell.simulator.market;

/** Takes ticks in order. */
public interface TickSink {

    /** One tick. */
    void accept(Tick tick);

    /** One article. */
    void accept(NewsItem item);

    /** What was accepted may be sent now. */
    void flush();

    /** No tick will follow. */
    void end();
}
