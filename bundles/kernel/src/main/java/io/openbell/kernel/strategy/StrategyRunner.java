package io.openbell.kernel.strategy;

import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.QuoteSnapshot;
import io.openbell.api.market.Trade;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.strategy.Signal;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.StrategyStatus.State;
import io.openbell.kernel.sizing.IntentIds;
import io.openbell.kernel.sizing.LatestQuotes;
import io.openbell.kernel.sizing.PositionSizer;
import io.openbell.kernel.sizing.SizingRules;
import io.openbell.kernel.sizing.SourceLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs strategies: gives each one the events of its symbols, and turns what they say into orders. The same input gives the
 * same output, live and in a backtest: strategies are served by name, and time comes with the events.
 *
 * <p>Single-threaded, but for {@link #overran} and {@link #snapshot}, which any thread may call.
 */
public final class StrategyRunner {

    private final StrategyOutput output;
    private final Calls calls;
    private final SourceLedger ledger = new SourceLedger();
    private final LatestQuotes quotes = new LatestQuotes();
    private final IntentIds ids;
    private final PositionSizer sizer;

    private final Roster roster = new Roster();
    private long events;
    private @Nullable Instant lastEventAt;

    private volatile RunnerSnapshot snapshot =
            new RunnerSnapshot(List.of(), 0, Optional.empty(), List.of(), 0, 0);

    /**
     * A runner without strategies.
     *
     * @param start makes the names of intents unique: no other runner of the same account began at this second
     */
    public StrategyRunner(Instant start, SizingRules rules, StrategyOutput output) {
        this(start, rules, output, () -> 0);
    }

    /**
     * A runner without strategies that measures their callbacks.
     *
     * @param stopwatch nanoseconds since some moment; shown to people, decides nothing
     */
    public StrategyRunner(
            Instant start, SizingRules rules, StrategyOutput output, LongSupplier stopwatch) {
        this.output = output;
        this.calls = new Calls(stopwatch);
        this.ids = new IntentIds(start);
        this.sizer = new PositionSizer(rules, ledger, quotes, ids, this::emitForSizer, output::log);
    }

    /** An event of the journal's past: positions and open orders grow from it, strategies do not see it. */
    public void onReplay(Journaled event) {
        if (event instanceof OrderEvent orderEvent) {
            remember(orderEvent);
        } else if (event instanceof PositionAdjusted adjusted) {
            ledger.apply(adjusted);
        } else if (event instanceof SymbolChanged changed) {
            ledger.apply(changed);
        } else if (event instanceof AccountAdopted adopted) {
            ledger.apply(adopted);
        }
    }

    /** An event of the present. */
    public void onEvent(Instant now, TradingEvent event) {
        if (event instanceof MarketEvent market) {
            onMarket(now, market);
        } else if (event instanceof QuoteSnapshot confirmed) {
            quotes.put(confirmed.quote());
            sizer.onQuote(now, confirmed.quote());
        } else if (event instanceof OrderEvent orderEvent) {
            onOrderEvent(now, orderEvent);
        } else if (event instanceof PositionAdjusted adjusted) {
            ledger.apply(adjusted);
            sizer.onAdjusted(now, adjusted);
        } else if (event instanceof SymbolChanged changed) {
            ledger.apply(changed);
            sizer.onRenamed(now, changed);
        } else if (event instanceof AccountAdopted adopted) {
            ledger.apply(adopted);
        } else if (event instanceof TimerTick tick) {
            roster.all().forEach(slot -> call(now, slot, strategy -> strategy.onTimer(tick.at())));
            sizer.onTimer(now);
            takeSnapshot();
        } else if (event instanceof Signal signal) {
            if (roster.isRunning(signal.source())) {
                sizer.onSignal(now, signal);
            }
        } else if (event instanceof Opportunity opportunity) {
            if (roster.isRunning(opportunity.source())) {
                sizer.onOpportunity(now, opportunity);
            }
        } else if (event instanceof Readiness readiness) {
            roster.all().forEach(this::register);
            sizer.onReadiness(now, readiness);
        }
    }

    /**
     * Begins to run a strategy. If one of that name runs, the new one takes over between two events: its snapshot,
     * positions, open orders and opinions. Only when the new one has restored and begun is the old one stopped; if it
     * throws before that, or takes too long, the old one goes on as if nothing had been.
     *
     * @param strategy has seen nothing yet
     * @param past     bars it asked for, oldest first; not given to one that goes on from a snapshot
     * @return why the old one goes on; empty if the new one has the place, be it suspended for want of an old one
     */
    public Optional<String> start(
            Instant now,
            String name,
            String version,
            StrategySettings settings,
            Strategy strategy,
            List<Bar> past) {
        Slot earlier = roster.get(name);
        Slot incumbent = roster.live(name);
        Map<String, String> carried = new HashMap<>();
        if (incumbent != null) {
            CallFailure failure = takeSnapshot(now, incumbent, carried);
            if (failure != null) {
                return Optional.of(failure.reason());
            }
        }
        StrategyHost host =
                new StrategyHost(name, version, strategy, settings, ledger, quotes, ids, output);
        Slot slot = new Slot(name, version, settings, host, State.RUNNING, "");
        if (incumbent != null && incumbent.state == State.PAUSED) {
            slot.state = State.PAUSED;
            slot.reason = incumbent.reason;
        }
        List<TradingEvent> said = new ArrayList<>();
        CallFailure failure = begin(now, slot, host, carried, past, said);
        if (failure != null && incumbent != null) {
            return Optional.of(failure.reason());
        }
        if (earlier != null) {
            end(now, earlier);
        }
        roster.put(slot);
        if (failure == null) {
            register(slot);
            said.forEach(event -> pass(slot, event));
            rosterChanged();
        } else {
            suspend(slot, failure.reason(), failure.cause());
        }
        return Optional.empty();
    }

    private @Nullable CallFailure begin(
            Instant now,
            Slot slot,
            StrategyHost host,
            Map<String, String> carried,
            List<Bar> past,
            List<TradingEvent> said) {
        List<StrategyHost.Call> first = new ArrayList<>();
        if (!carried.isEmpty()) {
            first.add(fresh -> fresh.restore(Map.copyOf(carried)));
        } else if (!past.isEmpty()) {
            first.add(fresh -> fresh.onHistory(past));
        }
        first.add(fresh -> host.wantBars(fresh.barWidths()));
        first.add(fresh -> fresh.onStart(host));
        for (StrategyHost.Call call : first) {
            CallFailure failure = calls.attempt(now, slot, null, call, said);
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }

    /**
     * It gets events as before, so that it stays warm, but nothing it says counts; its open orders are canceled, its
     * positions stay. Does nothing for one that does not run.
     */
    public void pause(String name, String reason) {
        Slot slot = roster.get(name);
        if (slot != null && slot.state == State.RUNNING) {
            slot.state = State.PAUSED;
            slot.reason = reason;
            withdraw(slot);
            rosterChanged();
        }
    }

    /** What it says counts again. */
    public void resume(String name) {
        Slot slot = roster.get(name);
        if (slot != null && slot.state == State.PAUSED) {
            slot.state = State.RUNNING;
            slot.reason = "";
            register(slot);
            rosterChanged();
        }
    }

    /**
     * What one needs that is to run beside the strategy of that name from the next event on: its snapshot, what it holds,
     * its open orders, and the market.
     *
     * @param symbols whose quotes are wanted
     * @return with an empty snapshot if none of that name gets events
     * @throws IllegalStateException if the strategy's snapshot throws; it goes on all the same
     */
    public ShadowSeed seed(Instant now, String name, Collection<Symbol> symbols) {
        Slot slot = roster.live(name);
        Map<String, String> carried = new HashMap<>();
        if (slot != null) {
            CallFailure failure = takeSnapshot(now, slot, carried);
            if (failure != null) {
                throw new IllegalStateException(failure.reason(), failure.cause());
            }
        }
        return new ShadowSeed(now, carried, ledger.copyOf(name), quotes.copyOf(symbols));
    }

    private @Nullable CallFailure takeSnapshot(Instant now, Slot slot, Map<String, String> into) {
        CallFailure failure =
                calls.attempt(
                        now,
                        slot,
                        null,
                        running -> into.putAll(running.snapshot()),
                        new ArrayList<>());
        return failure == null
                ? null
                : new CallFailure(
                        "snapshot() of the running version " + failure.reason(), failure.cause());
    }

    /**
     * Shows a strategy that does not run: disabled, or not to be constructed. If one of that name runs, it is stopped and
     * its orders are canceled.
     */
    public void park(
            Instant now,
            String name,
            String version,
            StrategySettings settings,
            State state,
            String reason) {
        Slot earlier = roster.get(name);
        if (earlier != null) {
            end(now, earlier);
        }
        Slot slot = new Slot(name, version, settings, null, state, reason);
        roster.put(slot);
        withdraw(slot);
        rosterChanged();
    }

    /** Ends a strategy that runs, and shows it with the reason. Its open orders are canceled, its positions stay. */
    public void disable(Instant now, String name, String reason) {
        Slot slot = roster.live(name);
        if (slot != null) {
            park(now, name, slot.version, slot.settings, State.DISABLED, reason);
        }
    }

    /** Ends a strategy for good. Its open orders are canceled; its positions stay, and are logged. */
    public void stop(Instant now, String name) {
        Slot slot = roster.get(name);
        if (slot == null) {
            return;
        }
        end(now, slot);
        roster.remove(name);
        withdraw(slot);
        rosterChanged();
        ledger.positions(name)
                .forEach(
                        (symbol, held) ->
                                output.log(name, "stopped, keeps " + held + " " + symbol));
    }

    /** Ends all of them. */
    public void stopAll(Instant now) {
        roster.all().forEach(slot -> stop(now, slot.name));
    }

    /** Any thread: the present call has taken that long. The strategy is suspended when it returns. */
    public void overran(long millis) {
        calls.overran(millis);
    }

    /** Any thread. */
    public RunnerSnapshot snapshot() {
        return snapshot;
    }

    private void onMarket(Instant now, MarketEvent event) {
        lastEventAt = now;
        if (event instanceof Quote quote) {
            quotes.put(quote);
        }
        for (Slot slot : roster.of(event.symbol())) {
            StrategyHost host = slot.host;
            if (host == null || (event instanceof Bar bar && !host.wants(bar))) {
                continue;
            }
            if (event instanceof Trade) {
                slot.traded(now);
            }
            slot.events++;
            events++;
            call(now, slot, event, strategy -> give(strategy, event));
        }
        if (event instanceof Quote quote) {
            sizer.onQuote(now, quote);
        }
    }

    static void give(Strategy strategy, MarketEvent event) {
        if (event instanceof Quote quote) {
            strategy.onQuote(quote);
        } else if (event instanceof Trade trade) {
            strategy.onTrade(trade);
        } else if (event instanceof Bar bar) {
            strategy.onBar(bar);
        }
    }

    private void onOrderEvent(Instant now, OrderEvent event) {
        Optional<Order> order = remember(event);
        if (event instanceof OrderFilled fill) {
            Slot slot = roster.get(fill.source());
            if (slot != null) {
                call(now, slot, strategy -> strategy.onFill(fill));
            }
        }
        order.ifPresent(
                changed -> {
                    Slot slot = roster.get(changed.intent().source());
                    if (slot != null) {
                        call(now, slot, strategy -> strategy.onOrder(changed));
                    }
                });
        sizer.onOrderEvent(now, event, order);
    }

    private Optional<Order> remember(OrderEvent event) {
        if (event instanceof OrderInitialized initialized) {
            ids.seen(initialized.intent().source(), initialized.intent().id());
        } else if (event instanceof OrderDenied denied) {
            ids.seen(denied.intent().source(), denied.intent().id());
        }
        return ledger.apply(event);
    }

    private void call(Instant now, Slot slot, StrategyHost.Call call) {
        call(now, slot, null, call);
    }

    private void call(Instant now, Slot slot, @Nullable MarketEvent given, StrategyHost.Call call) {
        if (!slot.isLive()) {
            return;
        }
        List<TradingEvent> said = new ArrayList<>();
        CallFailure failure = calls.attempt(now, slot, given, call, said);
        if (failure != null) {
            suspend(slot, failure.reason(), failure.cause());
        } else if (slot.state != State.PAUSED) {
            said.forEach(event -> pass(slot, event));
        }
    }

    private void pass(Slot slot, TradingEvent event) {
        if (event instanceof Signal) {
            slot.signals++;
        } else if (event instanceof Opportunity) {
            slot.opportunities++;
        } else if (event instanceof OrderIntent) {
            slot.intents++;
        }
        output.emit(event);
    }

    private void emitForSizer(TradingEvent event) {
        if (event instanceof OrderIntent intent) {
            Slot slot = roster.get(intent.source());
            if (slot != null) {
                slot.intents++;
            }
        }
        output.emit(event);
    }

    private void suspend(Slot slot, String reason, Throwable cause) {
        if (slot.host != null) {
            slot.host.retire();
        }
        slot.state = State.SUSPENDED;
        slot.reason = reason;
        output.suspended(slot.name, reason, cause);
        withdraw(slot);
        rosterChanged();
    }

    private void end(Instant now, Slot slot) {
        if (slot.host != null) {
            slot.host.mute();
            call(now, slot, Strategy::onStop);
            slot.host.retire();
        }
        slot.state = State.DISABLED;
    }

    /** Nobody looks after its orders any more. */
    private void withdraw(Slot slot) {
        sizer.forget(slot.name);
        output.emit(new SourceRegistered(slot.name, false));
        for (Order order : ledger.openOrders(slot.name)) {
            output.emit(new CancelOrder(order.id(), slot.name));
        }
    }

    private void register(Slot slot) {
        output.emit(new SourceRegistered(slot.name, slot.state == State.RUNNING));
    }

    private void rosterChanged() {
        roster.route();
        takeSnapshot();
    }

    private void takeSnapshot() {
        snapshot =
                new RunnerSnapshot(
                        roster.all().stream().map(Slot::status).toList(),
                        events,
                        Optional.ofNullable(lastEventAt),
                        roster.all().stream().flatMap(slot -> slot.barsMissing().stream()).toList(),
                        sizer.unanswered(),
                        sizer.failingExits());
    }
}
