package io.openbell.marketdatacollector;

import io.openbell.api.engine.Subscription;
import io.openbell.api.market.MarketDataDemand;
import io.openbell.api.value.Symbol;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What others demand beyond what is configured. Each symbol is subscribed once, however many demand it, by the demand that
 * came first; when that one goes, another one takes it over. Demands come and go on any thread.
 */
final class Demands implements AutoCloseable {

    private record Held(Set<Symbol> symbols, Subscription subscription) {}

    private final Set<Symbol> configured;
    private final Function<Set<Symbol>, Subscription> subscribe;
    private final Map<MarketDataDemand, Held> held = new HashMap<>();
    private final Set<MarketDataDemand> demands = new HashSet<>();
    private boolean closed;

    /**
     * Without any.
     *
     * @param configured are carried anyway
     * @param subscribe  begins to carry those; closing it ends that
     */
    Demands(Collection<Symbol> configured, Function<Set<Symbol>, Subscription> subscribe) {
        this.configured = Set.copyOf(configured);
        this.subscribe = subscribe;
    }

    synchronized void add(MarketDataDemand demand) {
        if (!closed && demands.add(demand)) {
            hold(demand);
        }
    }

    synchronized void remove(MarketDataDemand demand) {
        demands.remove(demand);
        Held gone = held.remove(demand);
        if (gone != null) {
            gone.subscription().close();
            demands.forEach(this::hold);
        }
    }

    /** Beyond the configured ones, in order. */
    synchronized Set<Symbol> symbols() {
        Set<Symbol> symbols = new TreeSet<>();
        held.values().forEach(each -> symbols.addAll(each.symbols()));
        return symbols;
    }

    private void hold(MarketDataDemand demand) {
        Set<Symbol> missing = new TreeSet<>(demand.symbols());
        missing.removeAll(configured);
        missing.removeAll(symbols());
        if (missing.isEmpty()) {
            return;
        }
        Held before = held.remove(demand);
        Set<Symbol> all = new TreeSet<>(missing);
        if (before != null) {
            all.addAll(before.symbols());
            before.subscription().close();
        }
        held.put(demand, new Held(all, subscribe.apply(all)));
    }

    @Override
    public synchronized void close() {
        closed = true;
        held.values().forEach(each -> each.subscription().close());
        held.clear();
        demands.clear();
    }
}
