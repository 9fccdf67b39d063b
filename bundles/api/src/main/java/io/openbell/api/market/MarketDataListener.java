package io.openbell.api.market;

/**
 * Receives what a feed delivers, in the venue's order, on one adapter thread. A method that blocks slows the socket down;
 * the feed never drops.
 */
public interface MarketDataListener {

    /** What the venue sent, repetitions left out; nothing else is filtered. */
    void onMarketEvent(MarketEvent event);

    /** The stream came up or went down. */
    void onStatus(FeedStatus status);

    /** Messages may be missing. */
    void onGap(MarketDataGap gap);
}
