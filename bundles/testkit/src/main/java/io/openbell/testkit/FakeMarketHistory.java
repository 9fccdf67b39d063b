package io.openbell.testkit;

import io.openbell.api.market.Bar;
import io.openbell.api.market.HistoryQuery;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.MarketHistory;
import io.openbell.api.market.MarketSnapshot;
import io.openbell.api.market.OptionChainQuery;
import io.openbell.api.market.OptionSnapshot;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Page;
import io.openbell.api.value.Symbol;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A past that the test makes up. Pages are as long as the question allows; the next one begins at a number. */
public final class FakeMarketHistory implements MarketHistory {

    private final List<MarketEvent> events = new ArrayList<>();
    private final Map<Symbol, MarketSnapshot> snapshots = new HashMap<>();
    private final List<OptionSnapshot> chain = new ArrayList<>();
    private @Nullable IOException failure;
    private int questions;

    /** Nothing has happened yet. */
    public FakeMarketHistory() {}

    /** It happened: a quote, a trade or a bar. */
    public synchronized void add(MarketEvent event) {
        events.add(event);
    }

    /** The latest state of an instrument. */
    public synchronized void add(MarketSnapshot snapshot) {
        snapshots.put(snapshot.symbol(), snapshot);
    }

    /** The latest state of an option contract. */
    public synchronized void add(OptionSnapshot snapshot) {
        chain.add(snapshot);
    }

    /** From now on every question fails this way; null makes it work again. */
    public synchronized void failQuestions(@Nullable IOException exception) {
        failure = exception;
    }

    /** Asked so far. */
    public synchronized int questions() {
        return questions;
    }

    @Override
    public Page<Trade> trades(HistoryQuery query, String resume) throws IOException {
        return page(Trade.class, query, resume);
    }

    @Override
    public Page<Quote> quotes(HistoryQuery query, String resume) throws IOException {
        return page(Quote.class, query, resume);
    }

    @Override
    public synchronized Page<Bar> bars(HistoryQuery query, Duration width, String resume)
            throws IOException {
        Page<Bar> all = page(Bar.class, query, resume);
        return new Page<>(
                all.items().stream().filter(bar -> bar.width().equals(width)).toList(), all.next());
    }

    @Override
    public synchronized Map<Symbol, MarketSnapshot> snapshots(Set<Symbol> symbols)
            throws IOException {
        ask();
        Map<Symbol, MarketSnapshot> answer = new HashMap<>(snapshots);
        answer.keySet().retainAll(symbols);
        return answer;
    }

    @Override
    public synchronized Page<OptionSnapshot> optionChain(OptionChainQuery query, String resume)
            throws IOException {
        ask();
        return new Page<>(
                chain.stream()
                        .filter(each -> each.symbol().underlying().equals(query.underlying()))
                        .toList(),
                "");
    }

    private synchronized <T extends MarketEvent> Page<T> page(
            Class<T> type, HistoryQuery query, String resume) throws IOException {
        ask();
        List<T> all =
                events.stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .filter(event -> query.symbols().contains(event.symbol()))
                        .filter(event -> !begin(event).isBefore(query.from()))
                        .filter(event -> begin(event).isBefore(query.to()))
                        .sorted(
                                Comparator.comparing((T event) -> event.symbol())
                                        .thenComparing(event -> event.at()))
                        .toList();
        int from = resume.isEmpty() ? 0 : Integer.parseInt(resume);
        int to = Math.min(all.size(), from + query.limit());
        return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : "");
    }

    private static Instant begin(MarketEvent event) {
        return event instanceof Bar bar ? bar.start() : event.at();
    }

    private void ask() throws IOException {
        questions++;
        if (failure != null) {
            throw failure;
        }
    }
}
