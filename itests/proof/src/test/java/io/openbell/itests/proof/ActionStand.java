package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.alpacaclient.AlpacaDirectory;
import io.openbell.alpacaclient.AlpacaMarketData;
import io.openbell.alpacaclient.AlpacaMarketHistory;
import io.openbell.api.broker.CoinFeeSettled;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.MarketDataListener;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import io.openbell.api.view.SourceProfit;
import io.openbell.engine.LatchedEngine;
import io.openbell.orderexecutor.Executors;
import io.openbell.orderexecutor.OrderExecutor;
import io.openbell.positionmanager.ComparedPositions;
import io.openbell.riskmanagement.Gates;
import io.openbell.riskmanagement.RiskManagement;
import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.FaultPlan;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Engine, executor, positions, gate, market data and client as in the product, at the exchange, whose companies split their
 * shares, pay dividends and change their names. Positions are compared sixty times as often.
 */
final class ActionStand implements AutoCloseable {

    static final List<String> HOLDERS = List.of("one", "two", "operator");
    static final Symbol APPLE = Symbol.of("AAPL");
    static final Symbol COKE = Symbol.of("KO");
    static final Symbol BITCOIN = Symbol.of("BTC/USD");

    /** What AAPL may be called one day: nobody subscribes to it. */
    static final Symbol RENAMED = Symbol.of("APLX");

    private static final Set<Symbol> SYMBOLS = Set.of(APPLE, COKE, BITCOIN);
    private static final int SPEED = 60;
    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final Duration COMPARABLE = Duration.ofSeconds(11);
    private static final BigDecimal NEAR = new BigDecimal("0.00001");
    private static final Map<String, Object> LIMITS =
            Map.ofEntries(
                    Map.entry("maxOrderNotional", "USD 100000"),
                    Map.entry("maxOrderQuantity", "10000"),
                    Map.entry("maxStrategyPercent", 100.0),
                    Map.entry("maxQuoteAgeMillis", 600_000L),
                    Map.entry("maxTradeAgeMillis", 600_000L),
                    Map.entry("maxOrdersPerMinutePerSymbol", 400),
                    Map.entry("maxOrdersPerMinutePerSymbolInAll", 600),
                    Map.entry("maxOrdersPerMinute", 2_000),
                    Map.entry("maxRequestsPerMinute", 10_000));

    private final ProofExchange exchange;
    private final Path home;
    private final List<SymbolFrozen> frozen = new CopyOnWriteArrayList<>();
    private final List<OrderDenied> denied = new CopyOnWriteArrayList<>();
    private final List<OrderRejected> rejected = new CopyOnWriteArrayList<>();
    private final AtomicInteger settledFees = new AtomicInteger();
    private volatile Duration ahead = Duration.ZERO;
    private int names;
    private Life life;

    ActionStand(Path folder) throws Exception {
        exchange =
                new ProofExchange(
                        folder.resolve("venue"),
                        ProofExchange.rich(0),
                        () -> Instant.now().plus(ahead));
        home = folder.resolve("home");
        life = new Life();
    }

    /** One life of the process. */
    private final class Life implements AutoCloseable, MarketDataListener {

        private final ProofExchange.Connected client;
        private final AlpacaMarketData market;
        private final LatchedEngine engine;
        private final OrderExecutor executor;
        private final ComparedPositions positions;
        private final RiskManagement gate;
        private final Map<Symbol, Double> quoted = new ConcurrentHashMap<>();
        private volatile Optional<Reconciliation> reconciliation = Optional.empty();

        Life() throws Exception {
            client = exchange.connect(Duration.ofSeconds(10), 4);
            engine = new LatchedEngine(home);
            engine.loop()
                    .subscribe("proof", Stage.OBSERVERS, false, (n, now, event) -> hear(event));
            executor =
                    Executors.start(
                            client.broker(),
                            engine.loop(),
                            engine.journal(),
                            engine.clock(),
                            engine.latch(),
                            home);
            positions =
                    new ComparedPositions(
                            executor,
                            engine.loop(),
                            engine.journal(),
                            engine.clock(),
                            engine.latch(),
                            client.broker(),
                            SPEED);
            gate =
                    Gates.start(
                            engine.loop(),
                            engine.journal(),
                            engine.latch(),
                            positions.book(),
                            executor,
                            new Session(TradingMode.PAPER, home, "proof", Instant.now(), false),
                            engine.clock(),
                            new AlpacaDirectory(client.client()),
                            new AlpacaMarketHistory(client.client()),
                            LIMITS);
            Executors.ask(executor, gate);
            market = new AlpacaMarketData(client.client());
            market.subscribe(SYMBOLS, this);
        }

        private void hear(TradingEvent event) {
            if (event instanceof SymbolFrozen said) {
                frozen.add(said);
            } else if (event instanceof OrderDenied said) {
                denied.add(said);
            } else if (event instanceof OrderRejected said) {
                rejected.add(said);
            } else if (event instanceof CoinFeeSettled) {
                settledFees.incrementAndGet();
            } else if (event instanceof Reconciliation said) {
                reconciliation = Optional.of(said);
            }
        }

        @Override
        public void onMarketEvent(MarketEvent event) {
            if (event instanceof Quote quote) {
                engine.loop().publish(event);
                quoted.put(quote.symbol(), quote.mid().toDouble());
            } else {
                engine.loop().publish(event);
            }
        }

        @Override
        public void onStatus(FeedStatus status) {
            tell(status);
        }

        @Override
        public void onGap(MarketDataGap gap) {
            tell(gap);
        }

        private void tell(TradingEvent event) {
            engine.loop().publishFirst(event);
        }

        @Override
        public void close() throws Exception {
            market.close();
            Gates.stop(gate);
            positions.close();
            Executors.stop(executor);
            engine.close();
            client.close();
        }
    }

    /** The gate lets entries pass, and everything agrees with the venue. */
    void awaitOpen() {
        int quoted = isActive(APPLE) ? SYMBOLS.size() : SYMBOLS.size() - 1;
        await().atMost(AT_MOST).until(() -> life.quoted.size() == quoted);
        await().atMost(AT_MOST)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () -> {
                            HOLDERS.forEach(name -> life.tell(new SourceRegistered(name, true)));
                            life.tell(new Readiness(List.of(), Instant.now()));
                            assertThat(life.gate.state())
                                    .as(life.gate.detail() + life.positions.describe())
                                    .isEqualTo(GateState.ACTIVE);
                            assertThat(life.positions.describe()).contains("compared with");
                            assertThat(life.reconciliation)
                                    .map(Reconciliation::reconciled)
                                    .contains(true);
                        });
    }

    /**
     * The process ends, as orderly as it can, and a night passes: fills that are as old as the quotes of the next life would
     * be held against them.
     */
    void stop() throws Exception {
        life.close();
        Thread.sleep(COMPARABLE.toMillis());
    }

    /** The next process. */
    void start() throws Exception {
        frozen.clear();
        denied.clear();
        life = new Life();
    }

    /** Nothing is quoted or traded, as at night. */
    void night() {
        exchange.post("/openbell/control/market", "{\"action\":\"pause\"}");
    }

    void morning() {
        exchange.post("/openbell/control/market", "{\"action\":\"resume\"}");
    }

    /** The company does something, as the body says. */
    void carryOut(String body) {
        JsonNode done = exchange.post("/openbell/control/corporate-actions", body);
        assertThat(done.path("id").isTextual()).as(done.toString()).isTrue();
    }

    /** The exchange's day ends, and the next one begins. */
    void nextDay() {
        ahead = Duration.ofDays(1);
    }

    private boolean isActive(Symbol symbol) {
        String status = exchange.ask("GET", "/v2/assets/" + symbol).path("status").asText();
        return status.equals("active");
    }

    /** What the exchange says we hold; nothing if it does not list the position. */
    BigDecimal atVenue(Symbol symbol) {
        for (JsonNode there : exchange.ask("GET", "/openbell/control/ledger").path("positions")) {
            if (there.path("symbol").asText().equals(symbol.ticker())) {
                return new BigDecimal(there.path("qty").asText());
            }
        }
        return BigDecimal.ZERO;
    }

    /** Fees in coins that were booked after they had been taken off. */
    int settledFees() {
        return settledFees.get();
    }

    /** How often the venue refused an order. */
    long refused() {
        return rejected.size();
    }

    OrderIntent wish(
            String source,
            Symbol symbol,
            Side side,
            int shares,
            OrderTerms terms,
            TimeInForce lasting) {
        return wish(source, symbol, side, Quantity.of(shares), terms, lasting);
    }

    OrderIntent wish(
            String source,
            Symbol symbol,
            Side side,
            Quantity shares,
            OrderTerms terms,
            TimeInForce lasting) {
        OrderIntent intent =
                new OrderIntent(
                        new IntentId("wish-" + ++names + "-" + System.nanoTime()),
                        source,
                        symbol,
                        side,
                        shares,
                        terms,
                        lasting,
                        "because of the proof",
                        Instant.now());
        life.tell(intent);
        await().atMost(AT_MOST)
                .until(
                        () ->
                                life.executor.order(intent.id()).isPresent()
                                        || life.executor.denial(intent.id()).isPresent());
        return intent;
    }

    /** Trades at the market, and waits for the whole of it. */
    void trade(String source, Symbol symbol, Side side, int shares) {
        trade(source, symbol, side, Quantity.of(shares), TimeInForce.DAY);
    }

    /** Trades at the market until canceled, and waits for the whole of it. */
    void tradeCoins(String source, Side side, Quantity coins) {
        trade(source, BITCOIN, side, coins, TimeInForce.GTC);
    }

    private void trade(
            String source, Symbol symbol, Side side, Quantity shares, TimeInForce lasting) {
        // Volumes of days before are asked for at the start, and are not there at once.
        OrderIntent intent =
                await().atMost(AT_MOST)
                        .pollInterval(Duration.ofMillis(500))
                        .until(
                                () ->
                                        wish(
                                                source,
                                                symbol,
                                                side,
                                                shares,
                                                new OrderTerms.Market(),
                                                lasting),
                                wished -> !denial(wished).equals("ADV_PARTICIPATION"));
        assertThat(denial(intent)).isEmpty();
        await().atMost(AT_MOST)
                .untilAsserted(
                        () ->
                                assertThat(life.executor.order(intent.id()))
                                        .map(Order::status)
                                        .contains(OrderStatus.FILLED));
    }

    /** A stop of that source, as far below the market as the fraction says, until canceled. */
    Order protect(String source, Symbol symbol, int shares, double fraction) {
        double price = Math.floor(price(symbol) * fraction * 10) / 10;
        OrderIntent intent =
                wish(
                        source,
                        symbol,
                        Side.SELL,
                        shares,
                        new OrderTerms.Stop(Price.of(price)),
                        TimeInForce.GTC);
        assertThat(denial(intent)).isEmpty();
        await().atMost(AT_MOST)
                .untilAsserted(
                        () ->
                                assertThat(life.executor.order(intent.id()))
                                        .map(Order::status)
                                        .contains(OrderStatus.ACCEPTED));
        return life.executor.order(intent.id()).orElseThrow();
    }

    Order order(Order known) {
        return life.executor.order(known.id()).orElseThrow();
    }

    /** Why it was denied; empty when it was not. */
    String denial(OrderIntent intent) {
        return life.executor.denial(intent.id()).map(OrderDenied::code).orElse("");
    }

    /**
     * The company pays so much of what a share is worth that the price falls; what waits for that price is filled only once
     * the process has seen it, so that nobody takes the fill for a wrong one.
     */
    void payOut(Symbol symbol, double fraction) {
        double price = price(symbol);
        double paid = Math.floor(price * fraction * 100) / 100;
        exchange.arm(FaultPlan.once(FaultKind.HALTED_SYMBOL).of(symbol.ticker()));
        carryOut(
                "{\"type\":\"cash_dividend\",\"symbol\":\"%s\",\"rate\":%s}"
                        .formatted(symbol, paid));
        await().atMost(AT_MOST)
                .until(() -> life.quoted.getOrDefault(symbol, price) < price - paid / 2);
        exchange.heal();
    }

    double price(Symbol symbol) {
        return exchange.ask("GET", "/v2/stocks/" + symbol + "/quotes/latest")
                .path("quote")
                .path("bp")
                .asDouble();
    }

    Quantity held(String source, Symbol symbol) {
        return life.positions.book().quantity(source, symbol);
    }

    /** What that source paid for a share, on the average. */
    Price paid(String source, Symbol symbol) {
        return life.positions.book().bySource().getOrDefault(source, List.of()).stream()
                .filter(position -> position.symbol().equals(symbol))
                .findFirst()
                .orElseThrow()
                .averagePrice();
    }

    Money realized(String source) {
        SourceProfit profit = life.positions.book().profitBySource().get(source);
        return profit == null ? Money.ZERO : profit.realized();
    }

    Position position(Symbol symbol) {
        return life.positions.book().positions().stream()
                .filter(position -> position.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }

    /** A symbol is frozen by position-manager at this moment. */
    boolean isFrozen(Symbol symbol) {
        SymbolFrozen last = null;
        for (SymbolFrozen said : frozen) {
            last = said.symbol().equals(symbol) ? said : last;
        }
        return last != null && last.holdsAt(Instant.now());
    }

    /** It was frozen, and is no more. */
    boolean wasFrozen(Symbol symbol) {
        return frozen.stream().anyMatch(said -> said.symbol().equals(symbol)) && !isFrozen(symbol);
    }

    String halt() {
        return life.engine.latch().isLatched() ? life.engine.latch().describe() : "";
    }

    /** How the venue has the order. */
    JsonNode atVenue(Order order) {
        return exchange.ask("GET", "/v2/orders/" + order.brokerId());
    }

    /** Positions, average prices, cash and profit are as in the exchange's ledger; sources add up. */
    void awaitAgreement() {
        await().atMost(AT_MOST).pollInterval(Duration.ofMillis(100)).untilAsserted(this::compare);
    }

    private void compare() {
        assertThat(halt()).isEmpty();
        JsonNode ledger = exchange.ask("GET", "/openbell/control/ledger");
        var book = life.positions.book();
        List<Position> open =
                book.positions().stream().filter(held -> !held.quantity().isZero()).toList();
        assertThat(open).hasSameSizeAs(ledger.path("positions"));
        for (JsonNode there : ledger.path("positions")) {
            Position ours = position(Symbol.of(there.path("symbol").asText()));
            near(ours.quantity().toBigDecimal(), there, "qty", BigDecimal.ZERO);
            near(ours.averagePrice().toBigDecimal(), there, "avg_entry_price", NEAR);
        }
        near(book.cash().toBigDecimal(), ledger, "cash", BigDecimal.ZERO);
        Money realized = Money.ZERO;
        for (Position position : book.positions()) {
            realized = realized.plus(position.realized());
        }
        BigDecimal theirs =
                new BigDecimal(ledger.path("realized_profit").asText())
                        .add(new BigDecimal(ledger.path("dividends").asText()));
        assertThat(realized.toBigDecimal().subtract(theirs).abs())
                .as("realized %s, in the ledger %s", realized, theirs)
                .isLessThan(NEAR);
        for (Symbol symbol : List.of(APPLE, COKE, RENAMED)) {
            Quantity sum = Quantity.ZERO;
            for (String source : book.bySource().keySet()) {
                sum = sum.plus(book.quantity(source, symbol));
            }
            assertThat(sum).as("of all sources").isEqualTo(book.quantity(symbol));
        }
        Money bySource = Money.ZERO;
        for (SourceProfit profit : book.profitBySource().values()) {
            bySource = bySource.plus(profit.realized()).plus(profit.unrealized());
        }
        assertThat(bySource.minus(book.profit()).toBigDecimal().abs()).isLessThan(NEAR);
    }

    private static void near(BigDecimal ours, JsonNode there, String field, BigDecimal apart) {
        BigDecimal theirs = new BigDecimal(there.path(field).asText());
        assertThat(ours.subtract(theirs).abs())
                .as("%s %s, in the ledger %s", field, ours, theirs)
                .isLessThanOrEqualTo(apart);
    }

    /** No execution in the ledger turned a position around, and none of a source sold more than it held. */
    void checkThatNobodySoldMoreThanTheyHeld() {
        for (String source : HOLDERS) {
            assertThat(held(source, APPLE).isNegative()).as(source).isFalse();
            assertThat(held(source, RENAMED).isNegative()).as(source).isFalse();
        }
        for (JsonNode fill : exchange.ask("GET", "/openbell/control/ledger").path("fills")) {
            if (Set.of("AAPL", "APLX").contains(fill.path("symbol").asText())) {
                assertThat(new BigDecimal(fill.path("position_qty").asText()).signum())
                        .as(fill.toString())
                        .isNotNegative();
            }
        }
    }

    @Override
    public void close() throws Exception {
        life.close();
        exchange.close();
    }
}
