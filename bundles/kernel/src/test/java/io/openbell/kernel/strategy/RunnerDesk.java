package io.openbell.kernel.strategy;

import io.openbell.api.component.Readiness;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.StrategyStatus;
import io.openbell.kernel.sizing.SizingRules;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A runner on a loop of its own, ready for business, and what it put out. */
final class RunnerDesk {

    final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    final List<TradingEvent> emitted = new ArrayList<>();
    final List<String> lines = new ArrayList<>();
    final List<String> suspensions = new ArrayList<>();
    private int orders;
    private final Deque<TradingEvent> queue = new ArrayDeque<>();
    private long nanos;
    final StrategyOutput output = new Recorder();
    final StrategyRunner runner =
            new StrategyRunner(
                    clock.instant(),
                    new SizingRules(
                            Money.parse("1000"),
                            Money.parse("2000"),
                            0,
                            0,
                            20,
                            Duration.ofSeconds(15)),
                    output,
                    () -> nanos += 1_000);

    RunnerDesk() {
        deliver(new Readiness(List.of(), now()));
    }

    Diary start(String name, Symbol... symbols) {
        Diary diary = new Diary();
        runner.start(now(), name, "1.0.0", settings(symbols), diary, List.of());
        drain();
        return diary;
    }

    static StrategySettings settings(Symbol... symbols) {
        return new StrategySettings(true, List.of(symbols), Map.of());
    }

    void deliver(TradingEvent... events) {
        for (TradingEvent event : events) {
            queue.add(event);
            drain();
        }
    }

    /** As the loop does: what is emitted comes back after the present event. */
    private void drain() {
        for (TradingEvent next = queue.poll(); next != null; next = queue.poll()) {
            runner.onEvent(now(), next);
        }
    }

    OrderId initialize(String source, Symbol symbol, long shares) {
        OrderId id = new OrderId("P1-" + ++orders);
        deliver(new OrderInitialized(id, intent(source, symbol, shares, 900 + orders), now()));
        return id;
    }

    void fill(OrderId order, String source, Symbol symbol, long shares) {
        deliver(filled(order, source, symbol, shares));
    }

    OrderIntent intent(String source, Symbol symbol, long shares, int number) {
        return new OrderIntent(
                new IntentId(String.format("%s-20250115-143000-%06d", source, number)),
                source,
                symbol,
                Side.BUY,
                Quantity.of(shares),
                new OrderTerms.Market(),
                TimeInForce.DAY,
                "",
                now());
    }

    OrderFilled filled(OrderId order, String source, Symbol symbol, long shares) {
        return new OrderFilled(
                order,
                "e" + shares,
                source,
                symbol,
                Side.BUY,
                Price.parse("100"),
                Quantity.of(shares),
                Money.ZERO,
                now());
    }

    Quote quote(Symbol symbol) {
        return new Quote(
                symbol,
                Price.parse("99.99"),
                Quantity.of(100),
                Price.parse("100.01"),
                Quantity.of(100),
                now());
    }

    Trade trade(Symbol symbol) {
        return new Trade(symbol, Price.parse("100"), Quantity.of(1), 1, "V", now());
    }

    Bar bar(Symbol symbol, long seconds) {
        Price price = Price.parse("100");
        return new Bar(
                symbol,
                Duration.ofSeconds(seconds),
                now(),
                price,
                price,
                price,
                price,
                Quantity.of(1),
                price,
                1);
    }

    Instant now() {
        return clock.instant();
    }

    StrategyStatus status(String name) {
        return runner.snapshot().strategies().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    <T extends TradingEvent> List<T> emittedOf(Class<T> type) {
        return emitted.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private final class Recorder implements StrategyOutput {

        @Override
        public void emit(TradingEvent event) {
            emitted.add(event);
            queue.add(event);
        }

        @Override
        public void log(String strategy, String line) {
            lines.add(strategy + ": " + line);
        }

        @Override
        public void suspended(String strategy, String reason, Throwable cause) {
            suspensions.add(strategy + ": " + reason);
        }
    }
}
