package io.openbell.kernel.strategy;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.order.Algorithm;
import io.openbell.api.order.CancelExecution;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderChange;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.Origin;
import io.openbell.api.order.ReplaceOrder;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.strategy.Signal;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.strategy.StrategyContext;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.sizing.IntentIds;
import io.openbell.kernel.sizing.LatestQuotes;
import io.openbell.kernel.sizing.PositionSizer;
import io.openbell.kernel.sizing.SourceLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One running strategy and what it may ask. What it says during a call is kept back until the call returns: one that throws
 * has said nothing.
 */
final class StrategyHost implements StrategyContext {

    private final String name;
    private final Strategy strategy;
    private final String version;
    private final String parameters;
    private final StrategySettings settings;
    private final SourceLedger ledger;
    private final LatestQuotes quotes;
    private final IntentIds ids;
    private final StrategyOutput output;
    private final List<TradingEvent> outbox = new ArrayList<>();
    private final Set<Duration> barsSeen = new HashSet<>();
    private Set<Duration> barWidths = Set.of();
    private Instant now = Instant.EPOCH;
    private @Nullable MarketEvent trigger;
    private boolean mute;
    private boolean live = true;

    StrategyHost(
            String name,
            String version,
            Strategy strategy,
            StrategySettings settings,
            SourceLedger ledger,
            LatestQuotes quotes,
            IntentIds ids,
            StrategyOutput output) {
        this.name = name;
        this.version = version;
        this.strategy = strategy;
        this.settings = settings;
        this.parameters =
                settings.parameters().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(", "));
        this.ledger = ledger;
        this.quotes = quotes;
        this.ids = ids;
        this.output = output;
    }

    /** What a caller does with the strategy. */
    interface Call {
        void on(Strategy strategy);
    }

    /**
     * Runs one callback at that time.
     *
     * @param given the market event it is called with, null if it is called with something else
     * @return what it threw, null when it returned
     */
    @Nullable Throwable call(Instant at, @Nullable MarketEvent given, Call call) {
        now = at;
        trigger = given;
        try {
            call.on(strategy);
            return null;
        } catch (Throwable thrown) {
            // Whatever it is, it is the strategy's; a process out of memory ends by itself.
            return thrown;
        }
    }

    /** What it said in the last call, in order; nothing of it is kept. */
    List<TradingEvent> said() {
        List<TradingEvent> said = List.copyOf(outbox);
        outbox.clear();
        return said;
    }

    /** From now on nothing it says counts. */
    void mute() {
        mute = true;
    }

    /** No more calls. */
    void retire() {
        live = false;
    }

    /** Gets events. */
    boolean isLive() {
        return live;
    }

    void wantBars(Set<Duration> widths) {
        barWidths = Set.copyOf(widths);
    }

    /** Whether it asked for such bars; remembers that there are some. */
    boolean wants(Bar bar) {
        if (!barWidths.contains(bar.width())) {
            return false;
        }
        barsSeen.add(bar.width());
        return true;
    }

    /** Widths it asked for, and of which there should have been a bar after that much time with trades. */
    List<Duration> barsMissing(Duration traded) {
        return barWidths.stream()
                .filter(width -> !barsSeen.contains(width))
                .filter(width -> traded.compareTo(width.multipliedBy(3)) > 0)
                .sorted()
                .toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public List<Symbol> symbols() {
        return settings.symbols();
    }

    @Override
    public Optional<Quote> quote(Symbol symbol) {
        return quotes.quote(symbol);
    }

    @Override
    public Quantity position(Symbol symbol) {
        return ledger.position(name, symbol);
    }

    @Override
    public Collection<Order> openOrders() {
        return ledger.openOrders(name);
    }

    @Override
    public IntentId submit(
            Symbol symbol, Side side, Quantity quantity, OrderTerms terms, String reason) {
        return submit(
                symbol, side, quantity, terms, TimeInForce.DAY, OrderInstructions.PLAIN, reason);
    }

    @Override
    public IntentId submit(
            Symbol symbol,
            Side side,
            Quantity quantity,
            OrderTerms terms,
            TimeInForce timeInForce,
            OrderInstructions instructions,
            String reason) {
        requireOwn(symbol);
        if (instructions.orderClass() instanceof OrderClass.MultiLeg several) {
            several.legs().forEach(leg -> requireOwn(leg.symbol().underlying()));
        }
        if (!quantity.isPositive()) {
            throw new IllegalArgumentException("quantity must be positive, was " + quantity);
        }
        IntentId id = ids.next(name);
        say(
                new OrderIntent(
                                id,
                                name,
                                symbol,
                                side,
                                quantity,
                                terms,
                                timeInForce,
                                PositionSizer.shortened(reason),
                                quotes.quote(symbol).map(Quote::at).orElse(now),
                                instructions)
                        .from(origin(Origin.Kind.OWN_ORDER, 0, "")));
        return id;
    }

    @Override
    public IntentId replace(OrderId order, OrderChange change) {
        IntentId id = ids.next(name);
        if (openOrders().stream().anyMatch(own -> own.id().equals(order))) {
            say(new ReplaceOrder(order, id, change, name));
        }
        return id;
    }

    @Override
    public void cancel(OrderId order) {
        if (openOrders().stream().anyMatch(own -> own.id().equals(order))) {
            say(new CancelOrder(order, name));
        }
    }

    @Override
    public IntentId execute(
            Symbol symbol,
            Side side,
            Quantity quantity,
            Algorithm algorithm,
            Optional<Price> limitPrice,
            String reason) {
        requireOwn(symbol);
        IntentId id = ids.next(name);
        say(
                new ExecuteOrder(
                        id,
                        name,
                        symbol,
                        side,
                        quantity,
                        limitPrice,
                        algorithm,
                        PositionSizer.shortened(reason),
                        quotes.quote(symbol).map(Quote::at).orElse(now)));
        return id;
    }

    @Override
    public void stop(IntentId execution) {
        say(new CancelExecution(execution, name));
    }

    @Override
    public void signal(Symbol symbol, double strength, Duration timeToLive, String reason) {
        requireOwn(symbol);
        say(
                new Signal(
                        name,
                        symbol,
                        strength,
                        timeToLive,
                        reason,
                        now,
                        Optional.of(origin(Origin.Kind.SIGNAL, strength, ""))));
    }

    @Override
    public void publish(
            String description,
            List<Opportunity.Leg> legs,
            double expectedEdgeBps,
            double confidence,
            Duration timeToLive) {
        legs.forEach(leg -> requireOwn(leg.symbol()));
        String id = ids.next(name).value();
        String detail = "id=" + id + " edgeBps=" + expectedEdgeBps + " confidence=" + confidence;
        say(
                new Opportunity(
                        id,
                        name,
                        description,
                        legs,
                        expectedEdgeBps,
                        confidence,
                        timeToLive,
                        now,
                        Optional.of(origin(Origin.Kind.OPPORTUNITY, 0, detail))));
    }

    @Override
    public void log(String line) {
        output.log(name, line);
    }

    private Origin origin(Origin.Kind kind, double strength, String detail) {
        return new Origin(
                kind, version, parameters, strength, detail, now, Optional.ofNullable(trigger));
    }

    private void say(TradingEvent event) {
        if (!mute) {
            outbox.add(event);
        }
    }

    private void requireOwn(Symbol symbol) {
        if (!settings.symbols().contains(symbol)) {
            throw new IllegalArgumentException(
                    symbol
                            + " is none of the strategy's symbols; allowed: "
                            + settings.symbols()
                            + " (key symbols in etc/"
                            + StrategyType.PID_PREFIX
                            + name
                            + ".cfg)");
        }
    }
}
