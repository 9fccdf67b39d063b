package io.openbell.itests;

import static java.util.Objects.requireNonNull;

import io.openbell.api.broker.AccountFigures;
import io.openbell.api.broker.AccountRights;
import io.openbell.api.broker.Asset;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.TradingSession;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.risk.VolumeStated;
import io.openbell.api.session.TradingMode;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.bar.BarBuilders;
import io.openbell.kernel.order.OrderLifecycle;
import io.openbell.kernel.risk.OrderGate;
import io.openbell.kernel.risk.RiskLimits;
import io.openbell.kernel.sizing.SizingRules;
import io.openbell.kernel.strategy.StrategyOutput;
import io.openbell.kernel.strategy.StrategyRunner;
import io.openbell.kernel.strategy.StrategySettings;
import io.openbell.kernel.strategy.StrategyType;
import io.openbell.testkit.FakePositionBook;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * The bundled strategies as shipped, the kernel that runs them and the gate, on a {@link SeededMarket}, in event time. An
 * approved order fills one step later at the touch.
 */
final class SeededSession {

    private static final Instant START = Instant.parse("2025-01-15T15:00:00Z");

    /** The strategies run so long before the gate opens. */
    private static final Duration BEFORE_OPEN = Duration.ofSeconds(2);

    /** The exchange runs so long before the strategies. */
    private static final int STEPS_BEFORE = 12;

    private final SeededMarket market;
    private final FakePositionBook book = new FakePositionBook();
    private final OrderGate gate = new OrderGate(RiskLimits.paper(), TradingMode.PAPER, book);
    private final StrategyRunner runner;
    private final BarBuilders bars;
    private final Queue<TradingEvent> emitted = new ArrayDeque<>();
    private final List<Order> open = new ArrayList<>();
    private final Map<Symbol, Quote> quotes = new HashMap<>();
    private final Map<String, Duration> firstFills = new HashMap<>();
    private final Map<String, Integer> fills = new HashMap<>();
    private final Map<String, Double> cash = new HashMap<>();
    private final List<String> suspended = new ArrayList<>();
    private Instant now = START;
    private int orders;

    SeededSession(long seed, SizingRules rules, List<Duration> barWidths, Duration lateness) {
        market = new SeededMarket(seed);
        runner = new StrategyRunner(START, rules, new Output());
        bars = new BarBuilders(SeededMarket.SYMBOLS, barWidths, lateness, this::deliver);
        Money equity = Money.parse("100000");
        gate.onEvent(now, new AccountAdopted("PA1", equity, List.of(), now));
        book.cash("100000");
        gate.onEvent(now, account(equity));
        gate.onEvent(now, new Reconciliation(true, "", now));
        gate.onEvent(now, new SessionsStated(List.of(session()), Duration.ZERO, now));
        for (Symbol symbol : SeededMarket.SYMBOLS) {
            Asset asset = new Asset(symbol, symbol.ticker(), "NYSE", true, true, true);
            gate.onEvent(
                    now, new InstrumentStated(symbol, Optional.of(asset), Optional.empty(), now));
            gate.onEvent(now, new VolumeStated(symbol, Quantity.of(10_000_000), 20, now));
        }
        for (int i = 0; i < STEPS_BEFORE; i++) {
            market.next(now);
        }
    }

    private BrokerAccount account(Money equity) {
        AccountRights margin = new AccountRights(2, true, 0, 0, false, false, false, false);
        return new BrokerAccount(
                "PA1",
                equity,
                equity,
                equity,
                equity,
                true,
                "",
                now,
                margin,
                AccountFigures.UNSTATED);
    }

    /** A day that has begun an hour ago. */
    private static TradingSession session() {
        Instant open = START.minus(Duration.ofHours(1));
        Instant close = open.plus(Duration.ofHours(20));
        return new TradingSession(LocalDate.of(2025, 1, 15), open, close, open, close);
    }

    /** Starts a strategy of that class by that configuration, with the past it asks for. */
    void start(Class<? extends Strategy> type, Map<String, String> configured) {
        StrategyType found = StrategyType.of(type);
        StrategySettings settings = found.settings(configured);
        Strategy strategy = found.construct(settings);
        Duration back = strategy.history().getOrDefault(Duration.ofMinutes(1), Duration.ZERO);
        List<Bar> past =
                market.past(START, (int) back.toMinutes()).stream()
                        .filter(bar -> settings.symbols().contains(bar.symbol()))
                        .toList();
        settings.symbols().forEach(symbol -> book.give(symbol.ticker(), found.name()));
        runner.start(now, found.name(), "1", settings, strategy, past);
        drain();
    }

    /** Trades until so much time has passed since the gate opened. */
    void trade(Duration time) {
        Instant opens = START.plus(BEFORE_OPEN);
        deliver(new Readiness(List.of("ai-hft-system"), now));
        boolean closed = true;
        while (now.isBefore(opens.plus(time))) {
            if (closed && !now.isBefore(opens)) {
                closed = false;
                deliver(new Readiness(List.of(), now));
            }
            fillOpenOrders(opens);
            for (MarketEvent tick : market.next(now)) {
                if (tick instanceof Quote quote) {
                    quotes.put(quote.symbol(), quote);
                }
                deliver(tick);
                if (tick instanceof Trade trade) {
                    bars.onTrade(trade);
                }
            }
            if (now.getNano() == 0) {
                bars.advanceTo(now);
                deliver(new TimerTick(now));
            }
            now = now.plus(SeededMarket.step());
        }
    }

    /** Time from the opening of the gate to the first fill, by strategy. */
    Map<String, Duration> firstFills() {
        return firstFills;
    }

    /** How many orders were filled, by strategy. */
    Map<String, Integer> fills() {
        return fills;
    }

    List<String> suspended() {
        return suspended;
    }

    private void deliver(TradingEvent event) {
        gate.onEvent(now, event);
        runner.onEvent(now, event);
        drain();
    }

    private void drain() {
        for (TradingEvent next = emitted.poll(); next != null; next = emitted.poll()) {
            if (next instanceof OrderIntent intent) {
                decide(intent);
            } else {
                gate.onEvent(now, next);
                runner.onEvent(now, next);
            }
        }
    }

    private void decide(OrderIntent intent) {
        RiskDecision decision = gate.review(intent, open, true, now);
        TradingEvent outcome;
        if (decision instanceof RiskDecision.Denied denied) {
            outcome = new OrderDenied(intent, denied.reason().name(), denied.detail(), now);
        } else {
            OrderInitialized begun =
                    new OrderInitialized(new OrderId("o" + ++orders), decision.intent(), now);
            open.add(OrderLifecycle.begin(begun));
            outcome = begun;
        }
        gate.onEvent(now, outcome);
        runner.onEvent(now, outcome);
    }

    private void fillOpenOrders(Instant opens) {
        List<Order> filled = List.copyOf(open);
        open.clear();
        for (Order order : filled) {
            OrderIntent intent = order.intent();
            Quote quote = requireNonNull(quotes.get(intent.symbol()));
            Price price = intent.side() == Side.BUY ? quote.ask() : quote.bid();
            Quantity held =
                    book.quantity(intent.symbol()).plus(intent.side().signed(intent.quantity()));
            Money before = book.equity();
            book.hold(intent.symbol().ticker(), held.toString(), price.toString());
            book.cash(book.cash().minus(book.equity().minus(before)).toString());
            firstFills.putIfAbsent(intent.source(), Duration.between(opens, now));
            fills.merge(intent.source(), 1, Integer::sum);
            deliver(new OrderAccepted(order.id(), "b" + order.id(), now));
            deliver(
                    new OrderFilled(
                            order.id(),
                            "e" + order.id(),
                            intent.source(),
                            intent.symbol(),
                            intent.side(),
                            price,
                            intent.quantity(),
                            Money.ZERO,
                            now));
        }
    }

    private final class Output implements StrategyOutput {

        @Override
        public void emit(TradingEvent event) {
            emitted.add(event);
        }

        @Override
        public void log(String strategy, String line) {}

        @Override
        public void suspended(String strategy, String reason, Throwable cause) {
            suspended.add(strategy + ": " + reason);
        }
    }
}
