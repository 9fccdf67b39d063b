package io.openbell.kernel.replay;

import static java.util.Objects.requireNonNull;

import io.openbell.api.broker.AccountFigures;
import io.openbell.api.broker.AccountRights;
import io.openbell.api.broker.Asset;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.broker.TradingSession;
import io.openbell.api.component.Readiness;
import io.openbell.api.component.RestateFacts;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.risk.VolumeStated;
import io.openbell.api.session.TradingMode;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.engine.RecordedEngine;
import io.openbell.kernel.breaker.BreakerLimits;
import io.openbell.kernel.protection.ProtectionRules;
import io.openbell.kernel.protection.ProtectiveStops;
import io.openbell.kernel.risk.CapitalShares;
import io.openbell.kernel.risk.RiskLimits;
import io.openbell.kernel.sizing.SizingRules;
import io.openbell.kernel.strategy.StrategyChange;
import io.openbell.kernel.strategy.StrategyType;
import io.openbell.strategies.movingaveragecross.MovingAverageCross;
import io.openbell.strategies.pairsmeanreversion.PairsMeanReversion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A session of both strategies on a seeded market, on a running loop with journal and recorder, at a venue that fills at the
 * touch a moment later. The market is the seed's; what interleaves with the journal is the machine's.
 */
public final class SeededSession implements AutoCloseable {

    /** The market does not run away from the loop, so that orders are filled near their prices. */
    private static final int BEHIND = 16;

    private static final Instant START = Instant.parse("2025-01-15T14:30:00Z");
    private static final List<Symbol> SYMBOLS =
            List.of(Symbol.of("AAPL"), Symbol.of("MSFT"), Symbol.of("KO"), Symbol.of("PEP"));
    private static final Map<String, StrategyType> TYPES = types();

    private final Random random;
    private final RecordedEngine engine;
    private final Queue<OrderInitialized> venue = new ConcurrentLinkedQueue<>();
    private final Map<Symbol, Quote> quotes = new HashMap<>();
    private final double[] prices = {187, 410, 62, 170};
    private final boolean unsequenced;
    private Instant now = START;
    private long trades;
    private volatile long orders;

    // The loop's.
    private final PositionsPart positions = new PositionsPart();
    private final OrdersPart book =
            new OrdersPart(new DecisionBasis.Orders(TradingMode.PAPER, 1_000));
    private final GatePart gate;
    private final BarsPart bars;

    /**
     * Begins one in a folder of its own.
     *
     * @param unsequenced a trade is put into the bars past the queue in the middle of it, which is what must not be
     */
    public SeededSession(Path home, long seed, boolean unsequenced) {
        random = new Random(seed);
        this.unsequenced = unsequenced;
        engine = new RecordedEngine(home, START);
        gate = new GatePart(gateBasis(), positions, book.ledger, this::emit);
        bars = new BarsPart(barBasis(), this::emit);
    }

    /** Runs it with that many steps of the market. */
    public void run(int steps) throws IOException, InterruptedException {
        market(0);
        join("order-executor", Stage.ORDERS, new Executor());
        join("position-manager", Stage.POSITIONS, positions, new DecisionBasis.Positions());
        join("risk-management", Stage.RISK, gate, gateBasis());
        engine.loop.subscribe(
                "market-data-collector",
                Stage.MARKET,
                false,
                new HostedPart(bars, barBasis(), engine.loop::now));
        DecisionBasis.Strategies basis = new DecisionBasis.Strategies(START, sizing());
        StrategiesPart strategies = new StrategiesPart(basis, SeededSession::construct, this::emit);
        join("ai-hft-system", Stage.STRATEGIES, strategies, basis);
        engine.open("PA1");
        facts();
        for (int step = 0; step < steps; step++) {
            now = now.plusMillis(50 + random.nextInt(200));
            market(random.nextInt(SYMBOLS.size()));
            OrderInitialized begun = random.nextInt(3) == 0 ? venue.poll() : null;
            if (begun != null) {
                fill(begun);
            }
            if (step % 200 == 0) {
                engine.loop.publish(account());
            }
            if (unsequenced && step == steps / 2) {
                pastTheQueue();
            }
            while (engine.loop.statistics().queued() > BEHIND) {
                Thread.yield();
            }
        }
        awaitTheEnd();
    }

    /** What was published is delivered, and what is in the journal by then too. */
    private void awaitTheEnd() throws InterruptedException {
        CountDownLatch delivered = new CountDownLatch(1);
        engine.loop.subscribe(
                "end",
                Stage.OBSERVERS,
                false,
                (sequence, at, event) -> {
                    if (event instanceof RestateFacts) {
                        delivered.countDown();
                    }
                });
        engine.loop.publish(new RestateFacts("end"));
        if (!delivered.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the loop does not come to the end");
        }
    }

    /** How many became orders. */
    public long orders() {
        return orders;
    }

    /** Strategies that have seen nothing. */
    public static Strategy construct(StrategyChange.Started start) {
        return requireNonNull(TYPES.get(start.name()), start.name()).construct(start.settings());
    }

    private static Map<String, StrategyType> types() {
        Map<String, StrategyType> types = new HashMap<>();
        for (Class<? extends Strategy> type :
                List.of(MovingAverageCross.class, PairsMeanReversion.class)) {
            types.put(StrategyType.of(type).name(), StrategyType.of(type));
        }
        return types;
    }

    private static SizingRules sizing() {
        return new SizingRules(
                Money.parse("2000"), Money.parse("4000"), 0, 0, 20, Duration.ofSeconds(15));
    }

    private static DecisionBasis.Gate gateBasis() {
        return new DecisionBasis.Gate(
                TradingMode.PAPER,
                RiskLimits.paper(),
                CapitalShares.NONE,
                BreakerLimits.standard(),
                ProtectionRules.standard(),
                ProtectiveStops.Policy.WARN,
                5);
    }

    private static DecisionBasis.Bars barBasis() {
        return new DecisionBasis.Bars(SYMBOLS, List.of(Duration.ofSeconds(5)), Duration.ZERO);
    }

    private void emit(TradingEvent event) {
        engine.loop.emit(event);
    }

    private void join(String name, Stage stage, Part part, DecisionBasis basis) {
        join(name, stage, new HostedPart(part, basis, engine.loop::now));
    }

    private void join(String name, Stage stage, HostedPart part) {
        engine.loop.subscribe(name, stage, true, part);
    }

    /** On the loop's thread, as a component would that thinks it may. */
    private void pastTheQueue() {
        Trade stray =
                new Trade(SYMBOLS.get(0), Price.parse("999"), Quantity.of(10), ++trades, "V", now);
        engine.loop.subscribe(
                "stray",
                Stage.OBSERVERS,
                false,
                new io.openbell.api.engine.LoopSubscriber() {
                    private boolean done;

                    @Override
                    public void onEvent(long sequence, Instant at, TradingEvent event) {
                        if (!done && event instanceof Trade) {
                            done = true;
                            bars.onEvent(at, stray);
                        }
                    }
                });
    }

    private void facts() throws InterruptedException {
        engine.append(new AccountAdopted("PA1", Money.parse("100000"), List.of(), now));
        engine.append(new SessionMark(true, "test", now));
        engine.loop.publish(new BrokerStatus(true, "built-in exchange", true, "", now));
        engine.loop.publish(account());
        Instant open = now.minus(Duration.ofHours(1));
        Instant close = now.plus(Duration.ofHours(20));
        TradingSession day =
                new TradingSession(LocalDate.of(2025, 1, 15), open, close, open, close);
        engine.loop.publish(new SessionsStated(List.of(day), Duration.ZERO, now));
        for (Symbol symbol : SYMBOLS) {
            Asset asset = new Asset(symbol, symbol.ticker(), "NYSE", true, true, true);
            engine.loop.publish(
                    new InstrumentStated(symbol, Optional.of(asset), Optional.empty(), now));
            engine.loop.publish(new VolumeStated(symbol, Quantity.of(10_000_000), 20, now));
        }
        start(
                MovingAverageCross.class,
                Map.of("enabled", "true", "symbols", "AAPL,MSFT", "barSeconds", "5"));
        start(
                PairsMeanReversion.class,
                Map.of("enabled", "true", "symbols", "KO,PEP", "pairs", "KO/PEP"));
        engine.loop.publish(new Reconciliation(true, "", now));
        engine.loop.publish(new Readiness(List.of(), now));
    }

    private void start(Class<? extends Strategy> type, Map<String, String> configured) {
        StrategyType strategy = StrategyType.of(type);
        engine.loop.publish(
                new StrategyChange.Started(
                        strategy.name(), "test", "", strategy.settings(configured), List.of()));
    }

    private BrokerAccount account() {
        Money money = Money.parse("100000");
        return new BrokerAccount(
                "PA1",
                money,
                money,
                money,
                Money.parse("200000"),
                true,
                "",
                now,
                new AccountRights(2, true, 0, 0, false, false, false, false),
                AccountFigures.UNSTATED);
    }

    private void market(int n) {
        Symbol symbol = SYMBOLS.get(n);
        prices[n] *= 1 + random.nextGaussian() * 0.0004;
        Price middle = Price.parse(String.format(Locale.ROOT, "%.2f", prices[n]));
        Price cent = Price.parse("0.01");
        if (random.nextInt(3) == 0) {
            engine.loop.publish(new Trade(symbol, middle, Quantity.of(10), ++trades, "V", now));
            return;
        }
        Quote quote =
                new Quote(
                        symbol,
                        middle.minus(cent),
                        Quantity.of(100 + random.nextInt(900)),
                        middle.plus(cent),
                        Quantity.of(100 + random.nextInt(900)),
                        now);
        quotes.put(symbol, quote);
        engine.loop.publish(quote);
    }

    private void fill(OrderInitialized begun) throws InterruptedException {
        OrderIntent intent = begun.intent();
        Quote quote = requireNonNull(quotes.get(intent.symbol()));
        engine.journal.append(new OrderAccepted(begun.orderId(), "b-" + begun.orderId(), now));
        engine.append(
                new OrderFilled(
                        begun.orderId(),
                        "e-" + begun.orderId(),
                        intent.source(),
                        intent.symbol(),
                        intent.side(),
                        intent.side() == Side.BUY ? quote.ask() : quote.bid(),
                        intent.quantity(),
                        Money.ZERO,
                        now));
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Wishes become orders or denials, as in the executor. */
    private final class Executor extends HostedPart {

        Executor() {
            super(book, new DecisionBasis.Orders(TradingMode.PAPER, 1_000), engine.loop::now);
        }

        @Override
        public void onEvent(long sequence, Instant at, TradingEvent event) {
            super.onEvent(sequence, at, event);
            if (event instanceof OrderIntent intent) {
                decide(intent, at);
            }
        }

        private void decide(OrderIntent intent, Instant at) {
            GateAsked answer =
                    gate.answer(
                            new GateAsked(
                                    intent,
                                    Optional.empty(),
                                    true,
                                    "",
                                    false,
                                    intent,
                                    "",
                                    "",
                                    List.of()),
                            at);
            engine.loop.note(answer);
            if (!answer.approved()) {
                engine.journal.append(
                        new OrderDenied(intent, answer.reason(), answer.detail(), at));
                return;
            }
            OrderInitialized begun = new OrderInitialized(book.nextName(), answer.decided(), at);
            engine.journal.append(begun);
            book.begin(begun);
            venue.add(begun);
            orders++;
        }
    }
}
