package io.openbell.simulator.market;

/** Who listens to the market data streams. */
public interface Audience {

    /** Somebody is subscribed to trades (or else quotes) of that symbol. */
    boolean hears(String symbol, boolean trades);

    /** No listener is behind. */
    boolean keepsUp();
}
