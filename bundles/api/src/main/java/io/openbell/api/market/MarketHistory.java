package io.openbell.api.market;

import io.openbell.api.value.Page;
import io.openbell.api.value.Symbol;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * The venue's market data of the past, and its latest state. Items come by symbol and then by time, as the venue has them:
 * the first page may hold one symbol only. Every method blocks, at most ten seconds, and throws {@link IOException} if the
 * venue does not answer, or not sensibly. A page may be short when time was short: go on with its {@code next}. Safe on any
 * thread, never to be called on the trading loop.
 */
public interface MarketHistory {

    /**
     * Trades.
     *
     * @param resume empty at first, then {@link Page#next} of the page before
     */
    Page<Trade> trades(HistoryQuery query, String resume) throws IOException;

    /**
     * Quotes; not for options.
     *
     * @param resume empty at first, then {@link Page#next} of the page before
     */
    Page<Quote> quotes(HistoryQuery query, String resume) throws IOException;

    /**
     * Bars in the shares of today: what is from before a split is adjusted to it, dividends are not.
     *
     * @param width  1 to 59 minutes, 1 to 23 hours or 1 day
     * @param resume empty at first, then {@link Page#next} of the page before
     */
    Page<Bar> bars(HistoryQuery query, Duration width, String resume) throws IOException;

    /** The latest of everything, by symbol; a symbol without any is absent. */
    Map<Symbol, MarketSnapshot> snapshots(Set<Symbol> symbols) throws IOException;

    /**
     * The latest of every option contract on an underlying that is asked for, by symbol.
     *
     * @param resume empty at first, then {@link Page#next} of the page before
     */
    Page<OptionSnapshot> optionChain(OptionChainQuery query, String resume) throws IOException;
}
