package io.openbell.api.market;

/**
 * Receives what a feed delivers, in the venue's order, on one adapter thread. A method that blocks slows the socket down;
 * the feed never drops.
 */
public interface MarketDataListener {

    /** A quote or a trade as the venue sent it; nothing is filtered. */
    void onMarketEvent(MarketEvent event);

    /** The stream came up or went down. */
    void onStatus(FeedStatus status);

    /** Messages may be missing. */
    void onGap(MarketDataGap gap);
}
