package io.openbell.api.market;

import io.openbell.api.engine.Subscription;
import io.openbell.api.value.Page;
import io.openbell.api.value.Symbol;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

/** The venue's news: a stream, and questions about the past. Safe on any thread. */
public interface NewsFeed {

    /**
     * Hears of each piece of news once, from now on; survives reconnects until closed, and what came out meanwhile is asked
     * for. Does not block. The listener is called on one adapter thread.
     *
     * @param symbols empty: about anything
     */
    Subscription subscribe(Set<Symbol> symbols, Consumer<NewsArticle> listener);

    /** The present state of the stream. */
    FeedStatus status();

    /**
     * News of the past, oldest first. Blocks, at most ten seconds.
     *
     * @param symbols empty: about anything
     * @param from    inclusive
     * @param to      exclusive
     * @param resume  empty at first, then {@link Page#next} of the page before
     * @throws IOException if the venue does not answer, or not sensibly
     */
    Page<NewsArticle> articles(Set<Symbol> symbols, Instant from, Instant to, String resume)
            throws IOException;
}
