package io.openbell.alpacaclient.marketdata;

import io.openbell.api.market.Trade;
import io.openbell.api.value.Symbol;
import java.util.HashMap;
import java.util.Map;

/**
 * Recognises trades that the venue sends again: the same number, price, size and time as one of the last of that symbol.
 * Trades without a number cannot be told apart and always pass. Stream's thread only.
 */
public final class Repeats {

    private static final int REMEMBERED = 64;

    private final Map<Symbol, Ring> rings = new HashMap<>();

    private static final class Ring {
        private final long[] ids = new long[REMEMBERED];
        private final Trade[] trades = new Trade[REMEMBERED];
        private int next;

        boolean add(Trade trade) {
            for (int i = 0; i < REMEMBERED; i++) {
                if (ids[i] == trade.id() && trade.equals(trades[i])) {
                    return false;
                }
            }
            ids[next] = trade.id();
            trades[next] = trade;
            next = (next + 1) % REMEMBERED;
            return true;
        }
    }

    /** False if it has been here before. */
    boolean isNew(Trade trade) {
        return trade.id() == 0
                || rings.computeIfAbsent(trade.symbol(), symbol -> new Ring()).add(trade);
    }
}
