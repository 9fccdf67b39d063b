package io.openbell.marketdatacollector;

import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The newest quote and trade of each symbol. Written on the trading loop, read on any thread. */
final class LatestTicks {

    private static final class Entry {
        private volatile @Nullable Quote quote;
        private volatile @Nullable Trade trade;
        private volatile @Nullable Instant seenAt;
    }

    private final Map<Symbol, Entry> entries = new LinkedHashMap<>();
    private final Map<Symbol, Entry> demanded = new ConcurrentSkipListMap<>();

    LatestTicks(List<Symbol> symbols) {
        symbols.forEach(symbol -> entries.put(symbol, new Entry()));
    }

    /** From now on these are kept besides. */
    void admit(Collection<Symbol> symbols) {
        symbols.forEach(symbol -> demanded.put(symbol, new Entry()));
    }

    /** Admitted ones are forgotten. */
    void dismiss(Collection<Symbol> symbols) {
        demanded.keySet().removeAll(symbols);
    }

    private @Nullable Entry entry(Symbol symbol) {
        Entry configured = entries.get(symbol);
        return configured == null ? demanded.get(symbol) : configured;
    }

    void put(Quote quote, Instant now) {
        Entry entry = entry(quote.symbol());
        if (entry != null) {
            entry.quote = quote;
            entry.seenAt = now;
        }
    }

    void put(Trade trade, Instant now) {
        Entry entry = entry(trade.symbol());
        if (entry != null) {
            entry.trade = trade;
            entry.seenAt = now;
        }
    }

    Optional<Quote> quote(Symbol symbol) {
        Entry entry = entry(symbol);
        return entry == null ? Optional.empty() : Optional.ofNullable(entry.quote);
    }

    Optional<Trade> trade(Symbol symbol) {
        Entry entry = entry(symbol);
        return entry == null ? Optional.empty() : Optional.ofNullable(entry.trade);
    }

    /** Configured symbols without a tick for longer than that, or without any. */
    List<Symbol> silent(Instant now, Duration longerThan) {
        Instant limit = now.minus(longerThan);
        List<Symbol> silent = new ArrayList<>();
        entries.forEach(
                (symbol, entry) -> {
                    Instant seenAt = entry.seenAt;
                    if (seenAt == null || seenAt.isBefore(limit)) {
                        silent.add(symbol);
                    }
                });
        return silent;
    }
}
