package io.openbell.marketdatacollector;

import io.openbell.api.market.Quote;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which quotes are news: not one that a newer one of its symbol overtook, for it would stand as the price of now. Venues stamp
 * quotes where they were made, so those of one moment come in any order and all count. When only old ones come, each behind the
 * other, the venue's clock was put back. Time is that of the quotes. Any thread.
 */
final class QuoteOrder {

    /** Quotes as near as this to the newest are of the same moment. */
    static final Duration SAME_MOMENT = Duration.ofSeconds(1);

    /** So many old ones in a row are no accident. */
    static final int CLOCK_PUT_BACK = 20;

    private final Map<Symbol, Newest> newest = new ConcurrentHashMap<>();

    /** Whether it is news; if so, later ones are compared with it. */
    boolean accepts(Quote quote) {
        return newest.computeIfAbsent(quote.symbol(), symbol -> new Newest()).accepts(quote.at());
    }

    /** Whether a newer one has been accepted. */
    boolean isOvertaken(Quote quote) {
        Newest known = newest.get(quote.symbol());
        return known != null && known.overtook(quote.at());
    }

    /** The next quote of these is news, whatever its time. */
    void forget(Set<Symbol> symbols) {
        newest.keySet().removeAll(symbols);
    }

    private static final class Newest {

        private Instant at = Instant.MIN;
        private Instant lastOld = Instant.MIN;
        private int old;

        synchronized boolean accepts(Instant quoted) {
            boolean overtaken = overtook(quoted);
            if (overtaken && !isPutBack(quoted)) {
                return false;
            }
            if (overtaken || quoted.isAfter(at)) {
                at = quoted;
            }
            old = 0;
            return true;
        }

        synchronized boolean overtook(Instant quoted) {
            return at != Instant.MIN && quoted.isBefore(at.minus(SAME_MOMENT));
        }

        private boolean isPutBack(Instant quoted) {
            if (old == 0 || quoted.isBefore(lastOld.minus(SAME_MOMENT))) {
                old = 1;
                lastOld = quoted;
            } else {
                old++;
                lastOld = quoted.isAfter(lastOld) ? quoted : lastOld;
            }
            return old > CLOCK_PUT_BACK;
        }
    }
}
