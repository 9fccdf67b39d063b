package io.openbell.kernel.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.Readiness;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.strategy.Signal;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.strategy.StrategyContext;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.StrategyStatus;
import io.openbell.api.view.StrategyStatus.State;
import io.openbell.kernel.sizing.SizingRules;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StrategyRunnerTest {

    private static final Symbol AAPL = Symbol.of("AAPL");
    private static final Symbol MSFT = Symbol.of("MSFT");

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final List<TradingEvent> emitted = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> suspensions = new ArrayList<>();
    private int orders;
    private final Deque<TradingEvent> queue = new ArrayDeque<>();
    private final StrategyRunner runner =
            new StrategyRunner(
                    clock.instant(),
                    new SizingRules(
                            Money.parse("1000"),
                            Money.parse("2000"),
                            0,
                            0,
                            20,
                            Duration.ofSeconds(15)),
                    new Recorder());

    @BeforeEach
    void openForBusiness() {
        deliver(new Readiness(List.of(), now()));
    }

    @Test
    void shouldGiveAStrategyTheEventsOfItsSymbolsOnly() {
        Diary diary = start("diary", AAPL);

        deliver(quote(AAPL), trade(AAPL), quote(MSFT), bar(AAPL, 60), bar(AAPL, 5), bar(MSFT, 60));
        deliver(new TimerTick(now()));

        assertThat(diary.entries)
                .containsExactly("start", "quote AAPL", "trade AAPL", "bar AAPL PT1M", "timer");
        assertThat(status("diary").events()).isEqualTo(3);
        assertThat(runner.snapshot().events()).isEqualTo(3);
        assertThat(runner.snapshot().lastEventAt()).contains(now());
    }

    @Test
    void shouldTellAStrategyOfItsOwnOrdersAndFillsWithThePositionUpdated() {
        Diary diary = start("diary", AAPL);
        start("other", AAPL);

        OrderId order = initialize("diary", AAPL, 10);
        fill(order, "diary", AAPL, 4);
        fill(initialize("operator", AAPL, 3), "operator", AAPL, 3);

        assertThat(diary.entries)
                .containsExactly(
                        "start",
                        "order INITIALIZED",
                        "fill 4 position 4",
                        "order PARTIALLY_FILLED open 1");
    }

    @Test
    void shouldKnowPositionsAndOpenOrdersFromTheJournalsPast() {
        OrderId order = new OrderId("P1-7");
        runner.onReplay(new OrderInitialized(order, intent("diary", AAPL, 10, 3), now()));
        runner.onReplay(filled(order, "diary", AAPL, 6));
        Diary diary = start("diary", AAPL);

        assertThat(diary.context().position(AAPL)).isEqualTo(Quantity.of(6));
        assertThat(diary.context().openOrders()).extracting(Order::id).containsExactly(order);
        assertThat(diary.entries).containsExactly("start");
        diary.onNextQuote = own -> own.buy(AAPL, 1);
        deliver(quote(AAPL));
        assertThat(emittedOf(OrderIntent.class))
                .extracting(intent -> intent.id().value())
                .containsExactly("diary-20250115-143000-000004");
    }

    @Test
    void shouldTurnASignalIntoAnIntentOfItsSource() {
        Diary diary = start("diary", AAPL);
        deliver(quote(AAPL));
        diary.onNextQuote = own -> own.context().signal(AAPL, 1, Duration.ofSeconds(5), "crossed");
        deliver(quote(AAPL));
        deliver(new TimerTick(now()));

        assertThat(emittedOf(Signal.class)).hasSize(1);
        assertThat(emittedOf(OrderIntent.class))
                .singleElement()
                .satisfies(
                        intent -> {
                            assertThat(intent.source()).isEqualTo("diary");
                            assertThat(intent.quantity()).isEqualTo(Quantity.of(10));
                        });
        assertThat(status("diary").signals()).isEqualTo(1);
        assertThat(status("diary").intents()).isEqualTo(1);
    }

    @Test
    void shouldNotActOnOpinionsOfSourcesItDoesNotRun() {
        deliver(quote(AAPL));
        deliver(new Signal("stranger", AAPL, 1, Duration.ofSeconds(5), "trust me", now()));
        deliver(
                new Opportunity(
                        "o1",
                        "stranger",
                        "trust me",
                        List.of(new Opportunity.Leg(AAPL, 1)),
                        100,
                        1,
                        Duration.ofSeconds(5),
                        now()));

        assertThat(emittedOf(OrderIntent.class)).isEmpty();
    }

    @Test
    void shouldSuspendAStrategyThatThrowsAndSendNothingOfThatCall() {
        Diary bad = start("bad", AAPL);
        Diary good = start("good", AAPL);
        OrderId open = initialize("bad", AAPL, 5);
        emitted.clear();
        bad.onNextQuote =
                own -> {
                    own.buy(AAPL, 1);
                    throw new IllegalStateException("out of ideas");
                };

        deliver(quote(AAPL));
        deliver(quote(AAPL));

        assertThat(emitted)
                .containsExactly(new SourceRegistered("bad", false), new CancelOrder(open, "bad"));
        assertThat(status("bad").state()).isEqualTo(State.SUSPENDED);
        assertThat(status("bad").reason()).contains("out of ideas");
        assertThat(suspensions).singleElement().asString().startsWith("bad: threw");
        assertThat(bad.entries).filteredOn("quote AAPL"::equals).hasSize(1);
        assertThat(good.entries).filteredOn("quote AAPL"::equals).hasSize(2);
    }

    @Test
    void shouldSuspendAStrategyThatHeldUpTheLoopOnceItReturns() {
        Diary slow = start("slow", AAPL);
        start("swift", AAPL);
        slow.onNextQuote =
                own -> {
                    runner.overran(1_200);
                    own.buy(AAPL, 1);
                };

        deliver(quote(AAPL));

        assertThat(status("slow").state()).isEqualTo(State.SUSPENDED);
        assertThat(status("slow").reason()).isEqualTo("held up the trading loop for 1200 ms");
        assertThat(status("swift").state()).isEqualTo(State.RUNNING);
        assertThat(emittedOf(OrderIntent.class)).isEmpty();
    }

    @Test
    void shouldBlameNobodyForAStallOutsideOfStrategies() {
        start("diary", AAPL);
        runner.overran(1_200);
        deliver(quote(AAPL));

        assertThat(status("diary").state()).isEqualTo(State.RUNNING);
    }

    @Test
    void shouldCarryOverWhatAStrategyRememberedWhenItIsRestarted() {
        Diary first = start("diary", AAPL);
        OrderId open = initialize("diary", AAPL, 5);
        emitted.clear();
        Diary second = start("diary", MSFT);
        deliver(quote(AAPL), quote(MSFT));

        assertThat(first.entries).endsWith("order INITIALIZED", "stop");
        assertThat(second.entries).containsExactly("restore {seen=2}", "start", "quote MSFT");
        assertThat(second.context().openOrders()).extracting(Order::id).containsExactly(open);
        assertThat(emittedOf(CancelOrder.class)).isEmpty();
    }

    @Test
    void shouldIgnoreOrdersPlacedWhileStoppingAndCancelOpenOnes() {
        Diary diary = start("diary", AAPL);
        OrderId open = initialize("diary", AAPL, 5);
        fill(open, "diary", AAPL, 2);
        diary.onStop = own -> own.buy(AAPL, 1);
        emitted.clear();

        runner.stop(now(), "diary");
        deliver(quote(AAPL));

        assertThat(emitted)
                .containsExactly(
                        new SourceRegistered("diary", false), new CancelOrder(open, "diary"));
        assertThat(lines).containsExactly("diary: stopped, keeps 2 AAPL");
        assertThat(runner.snapshot().strategies()).isEmpty();
        assertThat(diary.entries).endsWith("stop");
    }

    @Test
    void shouldShowWhatDoesNotRunAndWhy() {
        runner.park(
                now(),
                "broken",
                "1.0.0",
                settings(AAPL),
                State.SUSPENDED,
                "broken could not be constructed");

        assertThat(status("broken").reason()).isEqualTo("broken could not be constructed");
        assertThat(emitted).contains(new SourceRegistered("broken", false));
    }

    @Test
    void shouldStateItsSourcesAgainWhenReadinessIsStated() {
        start("diary", AAPL);
        emitted.clear();

        deliver(new Readiness(List.of(), now()));

        assertThat(emitted).containsExactly(new SourceRegistered("diary", true));
    }

    @Test
    void shouldSuspendAStrategyThatTradesWhatItWasNotConfiguredFor() {
        Diary diary = start("diary", AAPL);
        diary.onNextQuote = own -> own.buy(MSFT, 1);
        deliver(quote(AAPL));

        assertThat(status("diary").reason()).contains("MSFT is none of the strategy's symbols");
    }

    @Test
    void shouldReportBarsThatNobodyBuilds() {
        start("diary", AAPL);
        deliver(trade(AAPL));
        clock.advance(Duration.ofMinutes(4));
        deliver(trade(AAPL), new TimerTick(now()));
        assertThat(runner.snapshot().barsMissing()).containsExactly("diary waits for bars of 60 s");

        deliver(bar(AAPL, 60), new TimerTick(now()));
        assertThat(runner.snapshot().barsMissing()).isEmpty();
    }

    private Diary start(String name, Symbol... symbols) {
        Diary diary = new Diary();
        runner.start(now(), name, "1.0.0", settings(symbols), diary, List.of());
        drain();
        return diary;
    }

    private static StrategySettings settings(Symbol... symbols) {
        return new StrategySettings(true, List.of(symbols), Map.of());
    }

    private void deliver(TradingEvent... events) {
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

    private OrderId initialize(String source, Symbol symbol, long shares) {
        OrderId id = new OrderId("P1-" + ++orders);
        deliver(new OrderInitialized(id, intent(source, symbol, shares, 900 + orders), now()));
        return id;
    }

    private void fill(OrderId order, String source, Symbol symbol, long shares) {
        deliver(filled(order, source, symbol, shares));
    }

    private OrderIntent intent(String source, Symbol symbol, long shares, int number) {
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

    private OrderFilled filled(OrderId order, String source, Symbol symbol, long shares) {
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

    private Quote quote(Symbol symbol) {
        return new Quote(
                symbol,
                Price.parse("99.99"),
                Quantity.of(100),
                Price.parse("100.01"),
                Quantity.of(100),
                now());
    }

    private Trade trade(Symbol symbol) {
        return new Trade(symbol, Price.parse("100"), Quantity.of(1), 1, "V", now());
    }

    private Bar bar(Symbol symbol, long seconds) {
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

    private Instant now() {
        return clock.instant();
    }

    private StrategyStatus status(String name) {
        return runner.snapshot().strategies().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private <T extends TradingEvent> List<T> emittedOf(Class<T> type) {
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

    /** Writes down every call. */
    private static final class Diary implements Strategy {

        interface Action {
            void on(Diary own);
        }

        final List<String> entries = new ArrayList<>();
        Action onNextQuote = own -> {};
        Action onStop = own -> {};

        @SuppressWarnings("NullAway.Init") // given by onStart
        private StrategyContext context;

        StrategyContext context() {
            return context;
        }

        void buy(Symbol symbol, long shares) {
            IntentId id =
                    context.submit(
                            symbol,
                            Side.BUY,
                            Quantity.of(shares),
                            new OrderTerms.Market(),
                            "wants it");
            assertThat(id.value()).startsWith(context.name());
        }

        @Override
        public Set<Duration> barWidths() {
            return Set.of(Duration.ofMinutes(1));
        }

        @Override
        public void onStart(StrategyContext given) {
            context = given;
            entries.add("start");
        }

        @Override
        public void onQuote(Quote quote) {
            entries.add("quote " + quote.symbol());
            Action action = onNextQuote;
            onNextQuote = own -> {};
            action.on(this);
        }

        @Override
        public void onTrade(Trade trade) {
            entries.add("trade " + trade.symbol());
        }

        @Override
        public void onBar(Bar bar) {
            entries.add("bar " + bar.symbol() + " " + bar.width());
        }

        @Override
        public void onFill(OrderFilled fill) {
            entries.add("fill " + fill.quantity() + " position " + context.position(fill.symbol()));
        }

        @Override
        public void onOrder(Order order) {
            String open = order.filled().isZero() ? "" : " open " + context.openOrders().size();
            entries.add("order " + order.status() + open);
        }

        @Override
        public void onTimer(Instant now) {
            entries.add("timer");
        }

        @Override
        public void onStop() {
            entries.add("stop");
            onStop.on(this);
        }

        @Override
        public Map<String, String> snapshot() {
            return Map.of("seen", String.valueOf(entries.size()));
        }

        @Override
        public void restore(Map<String, String> snapshot) {
            entries.add("restore " + snapshot);
        }
    }
}
