package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.alpacaclient.AlpacaDirectory;
import io.openbell.alpacaclient.AlpacaMarketData;
import io.openbell.alpacaclient.AlpacaMarketHistory;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.MarketDataListener;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Symbol;
import io.openbell.engine.LatchedEngine;
import io.openbell.orderexecutor.Executors;
import io.openbell.orderexecutor.OrderExecutor;
import io.openbell.positionmanager.ComparedPositions;
import io.openbell.riskmanagement.Gates;
import io.openbell.riskmanagement.RiskManagement;
import io.openbell.simulator.ExchangeSettings;
import io.openbell.testkit.FakeHaltLatch;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Engine, executor, positions, gate, market data and client as in the product, at the exchange, whose ledger is checked. */
final class GateStand implements AutoCloseable, LedgerCheck.Knowledge {

    static final List<String> STOCKS = List.of("AAPL", "MSFT", "NVDA", "JPM", "KO", "PEP", "XOM");

    /** Listed there, and not allowed here. */
    static final String REFUSED = "CVX";

    static final List<String> SOURCES = List.of("one", "two", "three", "four");

    /** So many wishes at most wait for their decision, so that quotes are not held up. */
    private static final int UNDECIDED = 64;

    private static final int BACKLOG = 4;
    private static final int EQUITY = 1_000_000;
    private static final Duration AT_MOST = Duration.ofSeconds(120);

    /** The limits of this stand, by the names of the configuration. */
    private static final Map<String, Object> LIMITS =
            Map.ofEntries(
                    Map.entry("maxOrderNotional", "USD 2000"),
                    Map.entry("maxOrderQuantity", "15"),
                    Map.entry("maxPositionNotionalPercent", 0.5),
                    Map.entry("maxGrossPercent", 2.0),
                    Map.entry("maxNetPercent", 2.0),
                    Map.entry("maxStrategyPercent", 100.0),
                    Map.entry("deniedSymbols", REFUSED),
                    Map.entry("allowShort", false),
                    Map.entry("maxOrdersPerMinutePerSymbol", 400),
                    Map.entry("maxOrdersPerMinutePerSymbolInAll", 600),
                    Map.entry("maxOrdersPerMinute", 2_000),
                    Map.entry("maxRequestsPerMinute", 10_000),
                    Map.entry("maxRoundTripsPerHour", 10_000),
                    Map.entry("maxOrdersPerDay", 100_000),
                    Map.entry("maxOpenOrders", 25));

    private record Range(BigDecimal lowest, BigDecimal highest, BigDecimal latest) {

        Range with(BigDecimal price) {
            return new Range(lowest.min(price), highest.max(price), price);
        }
    }

    final OrderExecutor executor;
    final LedgerCheck check;
    private final ProofExchange exchange;
    private final ProofExchange.Connected client;
    private final AlpacaMarketData market;
    private final LatchedEngine engine;
    private final ComparedPositions positions;
    private final RiskManagement gate;
    private final Map<String, OrderIntent> wishes = new ConcurrentHashMap<>();
    private final Map<String, Integer> denials = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(UNDECIDED);
    private final Map<String, Range> prices = new ConcurrentHashMap<>();
    private volatile BigDecimal equity = new BigDecimal(EQUITY);
    private long entriesRead;

    /**
     * Open for orders.
     *
     * @param gated false for a gate that lets everything pass
     */
    GateStand(Path folder, boolean gated) throws Exception {
        exchange = new ProofExchange(folder.resolve("venue"), settings());
        client = exchange.connect(Duration.ofSeconds(10), 4);
        Path home = folder.resolve("home");
        engine = new LatchedEngine(home);
        engine.loop().subscribe("proof", Stage.OBSERVERS, false, (n, now, event) -> hear(event));
        executor =
                Executors.start(
                        client.broker(),
                        engine.loop(),
                        engine.journal(),
                        engine.clock(),
                        latch(gated),
                        home);
        positions =
                new ComparedPositions(
                        executor,
                        engine.loop(),
                        engine.journal(),
                        engine.clock(),
                        engine.latch(),
                        client.broker(),
                        1);
        gate =
                Gates.start(
                        engine.loop(),
                        engine.journal(),
                        latch(gated),
                        positions.book(),
                        executor,
                        new Session(TradingMode.PAPER, home, "proof", Instant.now(), false),
                        engine.clock(),
                        new AlpacaDirectory(client.client()),
                        new AlpacaMarketHistory(client.client()),
                        LIMITS);
        Executors.ask(executor, gated ? gate : null);
        market = new AlpacaMarketData(client.client());
        market.subscribe(symbols(), new Prices());
        tell(new SourceRegistered("off", false));
        await().atMost(AT_MOST).until(() -> prices.size() == symbols().size());
        await().atMost(AT_MOST)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () -> {
                            restate();
                            assertThat(gate.state()).as(gate.detail()).isEqualTo(GateState.ACTIVE);
                        });
        check = new LedgerCheck(rules(), this);
    }

    /** Without a gate the exchange refuses so much that the breakers halt: nobody hears of it. */
    private HaltLatch latch(boolean heard) {
        return heard ? engine.latch() : new FakeHaltLatch(engine.clock());
    }

    private static Set<Symbol> symbols() {
        Set<Symbol> symbols = STOCKS.stream().map(Symbol::of).collect(Collectors.toSet());
        symbols.add(Symbol.of(REFUSED));
        return symbols;
    }

    private static ExchangeSettings settings() {
        ExchangeSettings usual = ExchangeSettings.onAnyPort();
        return new ExchangeSettings(
                usual.port(),
                new BigDecimal(EQUITY),
                usual.multiplier(),
                usual.partialFillPercent(),
                usual.streams(),
                usual.market(),
                usual.wire());
    }

    /** The same limits once more; what is in percent is of the highest equity that was stated. */
    private LedgerCheck.Rules rules() {
        return new LedgerCheck.Rules(
                Set.of(REFUSED),
                new BigDecimal(2_000),
                new BigDecimal(15),
                equity.multiply(new BigDecimal("0.0055")),
                equity.multiply(new BigDecimal("0.022")),
                new BigDecimal("0.03"),
                600,
                2_000,
                25,
                Set.copyOf(SOURCES));
    }

    private void hear(TradingEvent event) {
        if (event instanceof OrderInitialized begun) {
            wishes.put(begun.orderId().value(), begun.intent());
            room.release();
        } else if (event instanceof OrderDenied denied) {
            denials.merge(denied.code(), 1, Integer::sum);
            room.release();
        } else if (event instanceof BrokerAccount stated) {
            equity = equity.max(stated.equity().toBigDecimal());
        }
    }

    /** Puts it on the queue; waits while that is full. */
    void publish(TradingEvent event) {
        engine.loop().publish(event);
    }

    /** Everything is as it should be, for whoever thought otherwise. */
    void restate() {
        SOURCES.forEach(source -> tell(new SourceRegistered(source, true)));
        tell(new EntriesResumed("proof", Instant.now()));
        tell(new Readiness(List.of(), Instant.now()));
    }

    void suspend() {
        tell(new EntriesSuspended("proof", "a window", Instant.now(), Optional.empty()));
    }

    void missComponent() {
        tell(new Readiness(List.of("a component"), Instant.now()));
    }

    void switchSourcesOff() {
        SOURCES.forEach(source -> tell(new SourceRegistered(source, false)));
    }

    private void tell(TradingEvent event) {
        engine.loop().publishFirst(event);
    }

    /** Somebody wishes; waits while too many wishes are not decided yet, or orders wait to be sent. */
    void wish(OrderIntent intent) {
        room.acquireUninterruptibly();
        while (Executors.backlog(executor) > BACKLOG) {
            LockSupport.parkNanos(1_000_000);
        }
        publish(intent);
    }

    /** Returns once this wish, and with it all before it, was decided. */
    void drain(OrderIntent last) {
        wish(last);
        await().atMost(AT_MOST)
                .until(
                        () ->
                                executor.order(last.id()).isPresent()
                                        || executor.denial(last.id()).isPresent());
    }

    /** Returns once the loop has heard of everything so far, and nothing is on its way to the exchange. */
    void settle() {
        // Comes in behind what is on the queue.
        engine.loop()
                .subscribe("marker", Stage.OBSERVERS, false, (number, now, event) -> {})
                .close();
        await().atMost(AT_MOST)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> !Executors.isBusy(executor));
    }

    /** Checks what is in the ledger by now; returns how many orders that did not only reduce came in. */
    int readLedger() {
        int before = check.increasing();
        List<JsonNode> entries = exchange.entries(entriesRead);
        entries.forEach(check::read);
        entriesRead += entries.size();
        return check.increasing() - before;
    }

    /** How many wishes became orders. */
    int orders() {
        return wishes.size();
    }

    /** How many wishes were denied, by code. */
    Map<String, Integer> denials() {
        return new TreeMap<>(denials);
    }

    /** The last price that was quoted. */
    BigDecimal price(String symbol) {
        return range(symbol).latest();
    }

    @Override
    public @Nullable OrderIntent wish(String clientId) {
        OrderIntent durable = wishes.get(clientId);
        return durable == null
                ? executor.order(new OrderId(clientId)).map(Order::intent).orElse(null)
                : durable;
    }

    /** The journal told of it: it was written down. */
    boolean isWrittenDown(String clientId) {
        return wishes.containsKey(clientId);
    }

    @Override
    public BigDecimal lowest(String symbol) {
        return range(symbol).lowest();
    }

    @Override
    public BigDecimal highest(String symbol) {
        return range(symbol).highest();
    }

    private Range range(String symbol) {
        Range range = prices.get(symbol);
        if (range == null) {
            throw new IllegalStateException("no price of " + symbol);
        }
        return range;
    }

    /** Hands quotes to the loop, and remembers how far they went. */
    private final class Prices implements MarketDataListener {

        @Override
        public void onMarketEvent(MarketEvent event) {
            if (event instanceof Quote quote) {
                BigDecimal mid = quote.mid().toBigDecimal();
                prices.merge(
                        quote.symbol().ticker(),
                        new Range(mid, mid, mid),
                        (before, now) -> before.with(now.latest()));
            }
            publish(event);
        }

        @Override
        public void onStatus(FeedStatus status) {
            tell(status);
        }

        @Override
        public void onGap(MarketDataGap gap) {
            tell(gap);
        }
    }

    @Override
    public void close() throws Exception {
        market.close();
        Gates.stop(gate);
        positions.close();
        Executors.stop(executor);
        engine.close();
        client.close();
        exchange.close();
    }
}
