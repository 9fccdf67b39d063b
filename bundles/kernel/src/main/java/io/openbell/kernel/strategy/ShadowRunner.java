package io.openbell.kernel.strategy;

import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.QuoteSnapshot;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.strategy.Signal;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.StrategyComparison;
import io.openbell.api.view.StrategyComparison.Opinions;
import io.openbell.api.view.StrategyComparison.Tally;
import io.openbell.kernel.sizing.IntentIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a candidate beside the strategy of its name, on the same events, and sends nothing: what it says is compared with
 * what the other says. Positions and orders are the name's, so it sees the fills of the other. One thread, which need not
 * be the loop's.
 */
public final class ShadowRunner {

    /** Signals of one side that wait for the same of the other. */
    private static final int LONGEST_WAIT = 1_000;

    private record Opinion(Symbol symbol, Instant at, double strength) {}

    private static final class Side {
        long signals;
        long opportunities;
        long wishes;
        final Set<Opinion> unmatched = new LinkedHashSet<>();
        final Map<Symbol, Double> last = new TreeMap<>();

        Tally tally() {
            return new Tally(signals, opportunities, wishes);
        }
    }

    private final String name;
    private final ShadowSeed seed;
    private final StrategyHost host;
    private final Set<Symbol> symbols;
    private final LongSupplier stopwatch;
    private final CallTimes times = new CallTimes();
    private final Side incumbent = new Side();
    private final Side candidate = new Side();
    private long events;
    private long agreed;
    private String failure = "";

    /**
     * A candidate that has not begun.
     *
     * @param seed      where the other stands; the events that follow are those after it
     * @param stopwatch nanoseconds since some moment
     * @param output    of it only the log is used
     */
    public ShadowRunner(
            String name,
            String version,
            Strategy strategy,
            StrategySettings settings,
            ShadowSeed seed,
            LongSupplier stopwatch,
            StrategyOutput output) {
        this.name = name;
        this.seed = seed;
        this.symbols = Set.copyOf(settings.symbols());
        this.stopwatch = stopwatch;
        this.host =
                new StrategyHost(
                        name,
                        version,
                        strategy,
                        settings,
                        seed.ledger(),
                        seed.quotes(),
                        new IntentIds(Instant.EPOCH),
                        output);
    }

    /** Restores and starts it. */
    public void begin(List<Bar> past) {
        if (!seed.snapshot().isEmpty()) {
            call("restore", seed.at(), null, own -> own.restore(seed.snapshot()));
        } else if (!past.isEmpty()) {
            call("onHistory", seed.at(), null, own -> own.onHistory(past));
        }
        call("barWidths", seed.at(), null, own -> host.wantBars(own.barWidths()));
        call("onStart", seed.at(), null, own -> own.onStart(host));
    }

    /** What it remembers now must be storable. */
    public void trySnapshot(Instant now) {
        call("snapshot", now, null, Strategy::snapshot);
    }

    /** An event of the sequence, in order. */
    public void onEvent(Instant now, TradingEvent event) {
        if (event instanceof MarketEvent market) {
            onMarket(now, market);
        } else if (event instanceof QuoteSnapshot confirmed) {
            seed.quotes().put(confirmed.quote());
        } else if (event instanceof OrderEvent order) {
            onOrderEvent(now, order);
        } else if (event instanceof PositionAdjusted adjusted) {
            seed.ledger().apply(adjusted);
        } else if (event instanceof SymbolChanged changed) {
            seed.ledger().apply(changed);
        } else if (event instanceof TimerTick tick) {
            call("onTimer", now, null, own -> own.onTimer(tick.at()));
        } else if (event instanceof Signal signal && signal.source().equals(name)) {
            incumbent.signals++;
            hear(incumbent, candidate, signal);
        } else if (event instanceof Opportunity opportunity && opportunity.source().equals(name)) {
            incumbent.opportunities++;
        }
    }

    /** Why it failed; empty while it has not. */
    public String failure() {
        return failure;
    }

    /** Market events it was given. */
    public long events() {
        return events;
    }

    /** How both did. */
    public StrategyComparison comparison(
            String incumbentVersion, String candidateVersion, long waiting) {
        Set<Symbol> named = new LinkedHashSet<>(incumbent.last.keySet());
        named.addAll(candidate.last.keySet());
        List<Opinions> opinions = new ArrayList<>();
        for (Symbol symbol : named) {
            opinions.add(
                    new Opinions(
                            symbol,
                            Optional.ofNullable(incumbent.last.get(symbol)),
                            Optional.ofNullable(candidate.last.get(symbol))));
        }
        return new StrategyComparison(
                name,
                incumbentVersion,
                candidateVersion,
                seed.at(),
                events,
                incumbent.tally(),
                candidate.tally(),
                agreed,
                opinions,
                times.read(),
                waiting,
                failure);
    }

    private void onMarket(Instant now, MarketEvent event) {
        if (event instanceof Quote quote) {
            seed.quotes().put(quote);
        }
        if (!symbols.contains(event.symbol()) || (event instanceof Bar bar && !host.wants(bar))) {
            return;
        }
        events++;
        call("onMarket", now, event, own -> StrategyRunner.give(own, event));
    }

    private void onOrderEvent(Instant now, OrderEvent event) {
        Optional<Order> order = seed.ledger().apply(event);
        if (event instanceof OrderFilled fill && fill.source().equals(name)) {
            call("onFill", now, null, own -> own.onFill(fill));
        }
        if (order.isPresent() && order.get().intent().source().equals(name)) {
            call("onOrder", now, null, own -> own.onOrder(order.get()));
        }
    }

    private void call(
            String what, Instant now, @Nullable MarketEvent given, StrategyHost.Call call) {
        if (!failure.isEmpty()) {
            return;
        }
        long begun = stopwatch.getAsLong();
        Throwable thrown = host.call(now, given, call);
        times.add(stopwatch.getAsLong() - begun);
        List<TradingEvent> said = host.said();
        if (thrown != null) {
            failure = what + " threw " + thrown;
            return;
        }
        for (TradingEvent event : said) {
            if (event instanceof Signal signal) {
                candidate.signals++;
                hear(candidate, incumbent, signal);
            } else if (event instanceof Opportunity) {
                candidate.opportunities++;
            } else {
                candidate.wishes++;
            }
        }
    }

    private void hear(Side speaker, Side other, Signal signal) {
        speaker.last.put(signal.symbol(), signal.strength());
        Opinion opinion = new Opinion(signal.symbol(), signal.at(), signal.strength());
        if (other.unmatched.remove(opinion)) {
            agreed++;
            return;
        }
        speaker.unmatched.add(opinion);
        if (speaker.unmatched.size() > LONGEST_WAIT) {
            Opinion eldest = speaker.unmatched.iterator().next();
            speaker.unmatched.remove(eldest);
        }
    }
}
