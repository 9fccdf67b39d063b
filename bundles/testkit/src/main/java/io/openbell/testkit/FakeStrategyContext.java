package io.openbell.testkit;

import io.openbell.api.market.Quote;
import io.openbell.api.order.Algorithm;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderChange;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.strategy.Signal;
import io.openbell.api.strategy.StrategyContext;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notes what a strategy says; knows the quotes, the time and the positions that the test gave it. Nothing is ever filled. */
public final class FakeStrategyContext implements StrategyContext {

    private final String name;
    private final List<Symbol> symbols;
    private final Map<Symbol, Quote> quotes = new HashMap<>();
    private final Map<Symbol, Quantity> positions = new HashMap<>();
    private final List<Signal> signals = new ArrayList<>();
    private final List<Opportunity> opportunities = new ArrayList<>();
    private final List<String> submitted = new ArrayList<>();
    private Instant now = Instant.parse("2025-01-15T14:30:00Z");

    /** A context for the strategy of that name and its symbols. */
    public FakeStrategyContext(String name, Symbol... symbols) {
        this.name = name;
        this.symbols = List.of(symbols);
    }

    /** Sets the time and the latest quote of its symbol. */
    public void quote(Quote quote) {
        now = quote.at();
        quotes.put(quote.symbol(), quote);
    }

    /** From now on the strategy holds this many shares, negative when short. */
    public void hold(Symbol symbol, Quantity quantity) {
        positions.put(symbol, quantity);
    }

    /** Every signal so far. */
    public List<Signal> signals() {
        return List.copyOf(signals);
    }

    /** Every opportunity so far. */
    public List<Opportunity> opportunities() {
        return List.copyOf(opportunities);
    }

    /** Every submitted wish so far, as {@code SIDE quantity symbol}. */
    public List<String> submitted() {
        return List.copyOf(submitted);
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
        return symbols;
    }

    @Override
    public Optional<Quote> quote(Symbol symbol) {
        return Optional.ofNullable(quotes.get(symbol));
    }

    @Override
    public Quantity position(Symbol symbol) {
        return positions.getOrDefault(symbol, Quantity.ZERO);
    }

    @Override
    public Collection<Order> openOrders() {
        return List.of();
    }

    @Override
    public IntentId submit(
            Symbol symbol, Side side, Quantity quantity, OrderTerms terms, String reason) {
        submitted.add(side + " " + quantity + " " + symbol);
        return new IntentId(name + "-" + submitted.size());
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
        return submit(symbol, side, quantity, terms, reason);
    }

    @Override
    public IntentId replace(OrderId order, OrderChange change) {
        submitted.add("REPLACE " + order);
        return new IntentId(name + "-" + submitted.size());
    }

    @Override
    public void cancel(OrderId order) {
        submitted.add("CANCEL " + order);
    }

    @Override
    public IntentId execute(
            Symbol symbol,
            Side side,
            Quantity quantity,
            Algorithm algorithm,
            Optional<Price> limitPrice,
            String reason) {
        submitted.add(algorithm.token() + " " + side + " " + quantity + " " + symbol);
        return new IntentId(name + "-" + submitted.size());
    }

    @Override
    public void stop(IntentId execution) {
        submitted.add("STOP " + execution);
    }

    @Override
    public void signal(Symbol symbol, double strength, Duration timeToLive, String reason) {
        signals.add(new Signal(name, symbol, strength, timeToLive, reason, now));
    }

    @Override
    public void publish(
            String description,
            List<Opportunity.Leg> legs,
            double expectedEdgeBps,
            double confidence,
            Duration timeToLive) {
        opportunities.add(
                new Opportunity(
                        name + "-" + opportunities.size(),
                        name,
                        description,
                        legs,
                        expectedEdgeBps,
                        confidence,
                        timeToLive,
                        now));
    }

    @Override
    public void log(String line) {}
}
