package io.openbell.shell;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.Comparison;
import io.openbell.api.broker.VenueComparer;
import io.openbell.api.component.ComponentState;
import io.openbell.api.component.Health;
import io.openbell.api.component.Supervision;
import io.openbell.api.engine.JournalInspector;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.recording.SessionRecordings;
import io.openbell.api.recording.SessionReplays;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.OrderSweep;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.RiskGate;
import io.openbell.api.risk.TradeSuspension;
import io.openbell.api.session.Backups;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingClock;
import io.openbell.api.session.TradingMode;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.CallbackTimes;
import io.openbell.api.view.ErrorLog;
import io.openbell.api.view.ExecutionBook;
import io.openbell.api.view.HealthBoard;
import io.openbell.api.view.LogLevels;
import io.openbell.api.view.OpportunityBoard;
import io.openbell.api.view.OrderBook;
import io.openbell.api.view.Performance;
import io.openbell.api.view.Position;
import io.openbell.api.view.PositionBook;
import io.openbell.api.view.Preflight;
import io.openbell.api.view.QuoteBoard;
import io.openbell.api.view.Resources;
import io.openbell.api.view.RiskBoard;
import io.openbell.api.view.StatusBoard;
import io.openbell.api.view.Strategies;
import io.openbell.api.view.StrategyComparison;
import io.openbell.api.view.StrategyDeployment;
import io.openbell.api.view.StrategyDeployments;
import io.openbell.api.view.StrategyStatus;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeBroker;
import io.openbell.testkit.FakeHaltLatch;
import io.openbell.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A system with one of everything. */
final class FakeWorld {

    private static final Symbol AAPL = Symbol.of("AAPL");

    final ManualClock clock = ManualClock.at("2025-01-15T14:30:00.120Z");
    final DirectLoop loop = new DirectLoop(clock);
    final FakeOrderBook book = new FakeOrderBook();
    final FakeExecutionBook executions = new FakeExecutionBook();
    final FakeSupervision supervision =
            new FakeSupervision()
                    .with("logging-system", ComponentState.RUNNING, true, "", List.of(), List.of())
                    .with(
                            "alpaca-client",
                            ComponentState.RUNNING,
                            true,
                            "",
                            List.of(),
                            List.of("logging-system"));
    final FakeHaltLatch latch = new FakeHaltLatch(clock);
    final FakeBackups backups = new FakeBackups();
    volatile GateState gate = GateState.ACTIVE;
    volatile TradeSuspension.@Nullable Step suspension;
    volatile StrategyStatus.State strategyState = StrategyStatus.State.RUNNING;
    volatile String fastBars = "5";

    final List<Comparison.Difference> differences = new ArrayList<>();

    final FakeServices services =
            new FakeServices()
                    .with(TradingClock.class, clock)
                    .with(TradingLoop.class, loop)
                    .with(OrderJournal.class, loop)
                    .with(JournalInspector.class, new FakeJournalInspector())
                    .with(Backups.class, backups)
                    .with(SessionRecordings.class, new FakeRecordings())
                    .with(SessionReplays.class, new FakeRecordings())
                    .with(
                            Session.class,
                            new Session(
                                    TradingMode.PAPER,
                                    Path.of("/home/trader/var"),
                                    "0.1.0",
                                    clock.instant(),
                                    false))
                    .with(HaltLatch.class, latch)
                    .with(OrderSweep.class, new Sweep())
                    .and(VenueComparer.class, comparer(Comparison.ORDERS))
                    .and(VenueComparer.class, comparer(Comparison.POSITIONS))
                    .with(OrderBook.class, book)
                    .with(ExecutionBook.class, executions)
                    .with(Supervision.class, supervision)
                    .with(Broker.class, new FakeBroker(clock))
                    .with(RiskGate.class, new Gate())
                    .with(
                            RiskBoard.class,
                            () ->
                                    new RiskBoard.Snapshot(
                                            GateState.REDUCE_ONLY,
                                            "daily-loss: percent=2.10 max=2.0; disk: low",
                                            List.of(
                                                    line("gross-exposure", "", 30.5, 100, "%"),
                                                    line("position-notional", "AAPL", 5, 10, "%"),
                                                    line("quote-age", "MSFT", 4500, 5000, "ms"),
                                                    line("clock-skew", "", Double.NaN, 2000, "ms")),
                                            clock.instant()))
                    .with(PositionBook.class, new Positions())
                    .with(QuoteBoard.class, new Quotes())
                    .with(Preflight.class, new Flight())
                    .with(LogLevels.class, new Levels())
                    .with(
                            HealthBoard.class,
                            () ->
                                    List.of(
                                            new HealthBoard.Line(
                                                    "trading-loop",
                                                    Health.Status.OK,
                                                    "queued=0 of 65536",
                                                    clock.instant())))
                    .with(OpportunityBoard.class, this::opportunities)
                    .with(StatusBoard.class, new Status())
                    .with(ErrorLog.class, new Errors())
                    .with(StrategyDeployments.class, new Deployments())
                    .with(
                            Strategies.class,
                            () ->
                                    List.of(
                                            new StrategyStatus(
                                                    "moving-average-cross",
                                                    "0.1.0",
                                                    strategyState,
                                                    "",
                                                    List.of(AAPL),
                                                    Map.of("fastBars", fastBars),
                                                    1000,
                                                    3,
                                                    0,
                                                    2,
                                                    new CallbackTimes(
                                                            1000, 4_000, 25_000, 91_000))));

    private final class Deployments implements StrategyDeployments {
        @Override
        public List<StrategyDeployment> deployments() {
            return List.copyOf(deployed);
        }

        @Override
        public List<StrategyComparison> comparisons() {
            return List.of(
                    new StrategyComparison(
                            "breakout",
                            "1.0.0",
                            "1.1.0",
                            clock.instant(),
                            4711,
                            new StrategyComparison.Tally(12, 0, 0),
                            new StrategyComparison.Tally(13, 0, 1),
                            11,
                            List.of(
                                    new StrategyComparison.Opinions(
                                            AAPL, Optional.of(1.0), Optional.empty())),
                            new CallbackTimes(4711, 4_000, 25_000, 91_000),
                            0,
                            ""));
        }

        @Override
        public Path folder() {
            return Path.of("/home/trader/var/deploy");
        }

        @Override
        public List<String> problems(String strategy, Map<String, String> values) {
            return values.containsKey("fastBars") ? List.of() : List.of("unknown key");
        }
    }

    final List<StrategyDeployment> deployed = new ArrayList<>();

    /** One more change of a deployment. */
    void deployed(String version, String sha256, StrategyDeployment.State state, String reason) {
        deployed.add(
                new StrategyDeployment(
                        "com.example.breakout",
                        version,
                        sha256,
                        "breakout.jar",
                        List.of("breakout"),
                        state,
                        reason,
                        List.of(),
                        clock.instant(),
                        deployed.size() + 1L));
    }

    private List<Opportunity> opportunities() {
        return List.of(
                opportunity("BTC/USD > ETH/BTC > ETH/USD leaves 156.0 bp", clock.instant()),
                opportunity("over", clock.instant().minusSeconds(60)));
    }

    private static Opportunity opportunity(String description, Instant at) {
        Symbol btc = Symbol.of("BTC/USD");
        return new Opportunity(
                "a-1",
                "arbitrage-scanner",
                description,
                List.of(
                        new Opportunity.Leg(btc, 1 / 3.0),
                        new Opportunity.Leg(Symbol.of("ETH/BTC"), 1 / 3.0),
                        new Opportunity.Leg(Symbol.of("ETH/USD"), -1 / 3.0)),
                52.04,
                1,
                Duration.ofSeconds(2),
                at);
    }

    /** What the market looks like after a halt: one order was open, none is. */
    private final class Sweep implements OrderSweep {

        @Override
        public Optional<Progress> latest() {
            Instant now = clock.instant();
            return latch.halt().map(halt -> new Progress(now, 1, 1, 0, 0, true, now, ""));
        }

        @Override
        public Optional<TradeSuspension> suspension() {
            TradeSuspension.Step stated = suspension;
            return Optional.ofNullable(stated)
                    .map(step -> new TradeSuspension(step, clock.instant()));
        }
    }

    private VenueComparer comparer(String subject) {
        return new VenueComparer() {
            @Override
            public String subject() {
                return subject;
            }

            @Override
            public Comparison compareNow() {
                return new Comparison(subject, clock.instant(), 1, differences);
            }
        };
    }

    private static RiskBoard.Line line(
            String name, String scope, double use, double limit, String unit) {
        RiskBoard.State state =
                Double.isNaN(use)
                        ? RiskBoard.State.UNKNOWN
                        : use >= 0.8 * limit ? RiskBoard.State.NEAR : RiskBoard.State.CLEAR;
        return new RiskBoard.Line(RiskBoard.Kind.LIMIT, name, scope, use, limit, unit, state, "");
    }

    private final class Gate implements RiskGate {
        @Override
        public RiskDecision review(
                OrderIntent intent, Collection<Order> open, boolean journalWritable, Instant now) {
            return new RiskDecision.Approved(intent);
        }

        @Override
        public GateState state() {
            return gate;
        }

        @Override
        public String detail() {
            return "";
        }
    }

    private static final class Positions implements PositionBook {
        private final Position held =
                new Position(
                        AAPL,
                        Quantity.of(10),
                        Price.parse("187.5"),
                        Price.parse("188"),
                        Money.ZERO,
                        Money.parse("5"));

        @Override
        public List<Position> positions() {
            return List.of(held);
        }

        @Override
        public Quantity quantity(Symbol symbol) {
            return held.quantity();
        }

        @Override
        public Quantity quantity(String source, Symbol symbol) {
            return held.quantity();
        }

        @Override
        public Map<String, List<Position>> bySource() {
            return Map.of("operator", positions());
        }

        @Override
        public Money cash() {
            return Money.parse("98125");
        }

        @Override
        public Money profit() {
            return Money.parse("5");
        }

        @Override
        public Money equity() {
            return Money.parse("100005");
        }
    }

    private static final class Quotes implements QuoteBoard {
        @Override
        public List<Symbol> symbols() {
            return List.of(AAPL);
        }

        @Override
        public Optional<Quote> quote(Symbol symbol) {
            return Optional.of(
                    new Quote(
                            AAPL,
                            Price.parse("187.49"),
                            Quantity.of(100),
                            Price.parse("187.51"),
                            Quantity.of(200),
                            Samples.NOW));
        }

        @Override
        public Optional<Trade> trade(Symbol symbol) {
            return Optional.of(
                    new Trade(AAPL, Price.parse("187.5"), Quantity.of(10), 1, "V", Samples.NOW));
        }

        @Override
        public long ticksReceived() {
            return 4711;
        }
    }

    private static final class Errors implements ErrorLog {
        @Override
        public long count() {
            return 1;
        }

        @Override
        public List<Entry> entries() {
            return List.of(new Entry("alpaca-client", 1, "stream lost", Samples.NOW));
        }
    }

    private final class Status implements StatusBoard {
        @Override
        public Report report() {
            return new Report(
                    TradingMode.PAPER,
                    "built-in exchange",
                    true,
                    gate,
                    "",
                    supervision.components(),
                    3600,
                    new Performance.Snapshot(
                            12, 3, 4, 1, Money.parse("12.34"), Money.ZERO, Money.ZERO),
                    1,
                    new Resources.Usage(12.5, 40, 55.1));
        }

        @Override
        public String render(boolean colour) {
            return "SYSTEM STATUS" + (colour ? " in colour" : "");
        }
    }

    private final class Flight implements Preflight {

        @Override
        public Report latest() {
            return new Report(
                    List.of(new Row("market-hours", Verdict.WARN, "closed", "", 0)),
                    clock.instant());
        }

        @Override
        public Report run() {
            return latest();
        }
    }

    private static final class Levels implements LogLevels {

        private final Map<String, String> changed =
                new java.util.TreeMap<>(Map.of("order-executor", "DEBUG"));

        @Override
        public Map<String, String> changed() {
            return Map.copyOf(changed);
        }

        @Override
        public void set(String component, String level) {
            if (level.equals("LOUD")) {
                throw new IllegalArgumentException("level = LOUD; allowed DEBUG");
            }
            changed.put(component, level);
        }
    }
}
