package io.openbell.testkit;

import io.openbell.api.engine.Subscription;
import io.openbell.api.market.Bar;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.MarketDataFeed;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.MarketDataListener;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A feed that delivers what the test says, on the calling thread. Like a real one it passes on everything, good or bad, and
 * nothing while it is disconnected.
 */
public final class FakeMarketDataFeed implements MarketDataFeed {

    private final TradingClock clock;
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final Map<Symbol, Quote> latest = new TreeMap<>();
    private final List<Bar> bars = new ArrayList<>();
    private FeedStatus status;
    private @Nullable IOException failure;

    private record Member(Set<Symbol> symbols, MarketDataListener listener) {}

    /** A connected feed without data, on this clock. */
    public FakeMarketDataFeed(TradingClock clock) {
        this.clock = clock;
        this.status = new FeedStatus(true, "fake feed", "", clock.instant());
    }

    /** A quote of 100 shares on both sides, now. */
    public void quote(String symbol, String bid, String ask) {
        deliver(
                new Quote(
                        Symbol.of(symbol),
                        Price.parse(bid),
                        Quantity.of(100),
                        Price.parse(ask),
                        Quantity.of(100),
                        clock.instant()));
    }

    /** A trade, now. */
    public void trade(String symbol, String price, String size) {
        deliver(
                new Trade(
                        Symbol.of(symbol),
                        Price.parse(price),
                        Quantity.parse(size),
                        0,
                        "V",
                        clock.instant()));
    }

    /** Whatever the test wants to deliver: to those who asked for the symbol, or to all where nobody did. */
    public void deliver(MarketEvent event) {
        if (!status().connected()) {
            throw new IllegalStateException("a disconnected feed delivers nothing");
        }
        if (event instanceof Quote quote) {
            keep(quote);
        }
        boolean asked = subscribed().contains(event.symbol());
        members.stream()
                .filter(member -> !asked || member.symbols().contains(event.symbol()))
                .forEach(member -> member.listener().onMarketEvent(event));
    }

    /** The stream goes down. */
    public void disconnect(String detail) {
        become(new FeedStatus(false, "fake feed", detail, clock.instant()));
    }

    /** The stream comes up, without a word about a gap. */
    public void connect() {
        become(new FeedStatus(true, "fake feed", "", clock.instant()));
    }

    /** Messages may be missing. */
    public void gap(Instant from, Instant to) {
        gap(new MarketDataGap(from, to));
    }

    /** Messages may be missing of some symbols. */
    public void gap(MarketDataGap gap) {
        members.forEach(member -> member.listener().onGap(gap));
    }

    /** A bar that {@link #bars} answers with from now on. */
    public synchronized void addBar(Bar bar) {
        bars.add(bar);
    }

    /** From now on every question fails this way; null makes it work again. */
    public synchronized void failQuestions(@Nullable IOException exception) {
        failure = exception;
    }

    /** What subscribers asked for; empty once nobody is subscribed. */
    public Set<Symbol> subscribed() {
        Set<Symbol> subscribed = new TreeSet<>();
        members.forEach(member -> subscribed.addAll(member.symbols()));
        return subscribed;
    }

    @Override
    public Subscription subscribe(Set<Symbol> symbols, MarketDataListener listener) {
        Member member = new Member(Set.copyOf(symbols), listener);
        members.add(member);
        return () -> members.remove(member);
    }

    @Override
    public synchronized FeedStatus status() {
        return status;
    }

    @Override
    public synchronized Map<Symbol, Quote> latestQuotes(Set<Symbol> symbols) throws IOException {
        failIfTold();
        Map<Symbol, Quote> answer = new TreeMap<>(latest);
        answer.keySet().retainAll(symbols);
        return answer;
    }

    @Override
    public synchronized List<Bar> bars(Symbol symbol, Duration width, Instant from, Instant to)
            throws IOException {
        failIfTold();
        return bars.stream()
                .filter(bar -> bar.symbol().equals(symbol) && bar.width().equals(width))
                .filter(bar -> !bar.start().isBefore(from) && bar.start().isBefore(to))
                .toList();
    }

    private void become(FeedStatus next) {
        synchronized (this) {
            status = next;
        }
        members.forEach(member -> member.listener().onStatus(next));
    }

    private synchronized void keep(Quote quote) {
        latest.put(quote.symbol(), quote);
    }

    private void failIfTold() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
