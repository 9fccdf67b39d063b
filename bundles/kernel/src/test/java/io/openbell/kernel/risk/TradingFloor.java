package io.openbell.kernel.risk;

import io.openbell.api.broker.AccountFigures;
import io.openbell.api.broker.Asset;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.TradingSession;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.TradingStatus;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.risk.VolumeStated;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.risk.World.Resting;
import io.openbell.kernel.risk.World.Stock;
import io.openbell.kernel.risk.World.Trouble;
import io.openbell.testkit.Intents;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * The gate as the loop drives it, in a world that moves: quotes, troubles, fills and cancels between any two wishes. What the
 * gate lets through goes to the {@link ExchangeSide}, which counts what it should not have. One thread.
 */
final class TradingFloor {

    static final String[] STOCKS = {"AAPL", "IBM", "KO", "PEP", "THIN", "BAD"};

    final World world = new World(STOCKS);
    final Map<Integer, Integer> violations = new TreeMap<>();
    int approved;
    String firstViolation = "";

    private final Scenario scenario = new Scenario();
    private final OrderGate gate;
    private final ExchangeSide exchange = new ExchangeSide(world);
    private final Random random;
    private Instant now = Scenario.NOW;
    private Instant day = now;
    private int orders;

    TradingFloor(long seed, RiskPipeline pipeline) {
        random = new Random(seed);
        Limits limits = new Limits();
        limits.maxGrossPercent = 60;
        limits.maxNetPercent = 35;
        limits.maxStrategyPercent = 50;
        limits.denied = Set.of(Symbol.of("BAD"));
        limits.maxOrdersPerDay = 1_000;
        limits.maxOpenOrders = 12;
        gate = new OrderGate(limits.build(), scenario.state, pipeline);
        stateDay();
        account();
        world.stock("THIN").volume = new BigDecimal(2_000);
        world.stocks.values().forEach(this::stateStock);
        world.stocks.values().forEach(this::quote);
    }

    /** One wish: the world moves, the gate decides, the exchange looks. Nanoseconds of the decision. */
    long take(OrderIntent wish) {
        move();
        List<Order> open = open();
        boolean writable = !world.has(Trouble.JOURNAL_BROKEN);
        long start = System.nanoTime();
        RiskDecision decision = gate.review(wish, open, writable, now);
        long nanos = System.nanoTime() - start;
        if (decision instanceof RiskDecision.Approved) {
            approved++;
            List<Integer> rows = exchange.broken(wish, decision.intent(), now);
            rows.forEach(row -> violations.merge(row, 1, Integer::sum));
            if (!rows.isEmpty() && firstViolation.isEmpty()) {
                firstViolation = rows + " " + decision;
            }
            send(wish, decision.intent());
        }
        world.names.add(wish.id().value());
        return nanos;
    }

    private void tell(TradingEvent event) {
        gate.onEvent(now, event);
    }

    private void move() {
        now = now.plusMillis(50 + random.nextInt(1_200));
        if (Duration.between(day, now).toHours() >= 6) {
            now = day.plus(Duration.ofHours(24));
            day = now;
            world.ordersToday = 0;
            stateDay();
            account();
            world.stocks.values().forEach(this::stateStock);
        }
        for (Stock stock : world.stocks.values()) {
            boolean quiet = stock.name.equals("THIN");
            if (random.nextInt(10) < (quiet ? 1 : 6)) {
                walk(stock);
                quote(stock);
            }
        }
        if (random.nextInt(12) == 0) {
            trouble(Trouble.values()[random.nextInt(Trouble.values().length)]);
        }
        for (Trouble trouble : List.copyOf(world.troubles)) {
            if (random.nextInt(4) == 0) {
                trouble(trouble);
            }
        }
        if (random.nextInt(40) == 0) {
            spoil(world.stock(STOCKS[random.nextInt(STOCKS.length)]));
        }
        progress();
        if (random.nextInt(5) == 0) {
            account();
        }
    }

    private void walk(Stock stock) {
        int cents = random.nextInt(41) - 20;
        boolean odd = random.nextInt(50) == 0;
        int spread = odd ? random.nextInt(500) - 100 : 1 + random.nextInt(10);
        BigDecimal bid = stock.bid.add(BigDecimal.valueOf(cents, 2));
        stock.bid = bid.max(new BigDecimal("80.00")).min(new BigDecimal("120.00"));
        stock.ask = stock.bid.add(BigDecimal.valueOf(spread, 2));
    }

    private void quote(Stock stock) {
        stock.quotedAt = now;
        tell(
                new Quote(
                        Symbol.of(stock.name),
                        Price.of(stock.bid),
                        Quantity.of(100),
                        Price.of(stock.ask),
                        Quantity.of(100),
                        now));
    }

    private void spoil(Stock stock) {
        switch (random.nextInt(3)) {
            case 0 -> stock.tradable = !stock.tradable;
            case 1 -> stock.lent = !stock.lent;
            default -> {
                stock.halted = !stock.halted;
                String code = stock.halted ? "H" : "T";
                tell(new TradingStatus(Symbol.of(stock.name), code, "a test", "", "A", now));
                quote(stock);
            }
        }
        stateStock(stock);
    }

    private void stateStock(Stock stock) {
        Symbol symbol = Symbol.of(stock.name);
        Asset asset = new Asset(symbol, stock.name, "NYSE", stock.tradable, true, stock.lent);
        tell(new InstrumentStated(symbol, Optional.of(asset), Optional.empty(), now));
        tell(new VolumeStated(symbol, Quantity.of(stock.volume), 20, now));
    }

    private void stateDay() {
        Instant open = world.has(Trouble.CLOSED) ? day.minus(Duration.ofHours(9)) : day;
        Instant close = open.plus(Duration.ofHours(8));
        TradingSession session =
                new TradingSession(
                        LocalDate.of(2025, 1, 15),
                        open.minusSeconds(60),
                        close,
                        open.minusSeconds(60),
                        close);
        tell(new SessionsStated(List.of(session), Duration.ZERO, now));
    }

    private void trouble(Trouble trouble) {
        boolean on = world.troubles.add(trouble);
        if (!on) {
            world.troubles.remove(trouble);
        }
        switch (trouble) {
            case SUSPENDED ->
                    tell(
                            on
                                    ? new EntriesSuspended("x", "a test", now, Optional.empty())
                                    : new EntriesResumed("x", now));
            case HALTED ->
                    tell(
                            on
                                    ? new HaltTrading("x", "a test", now)
                                    : new ResumeTrading("x", "a test", now));
            case NOT_RECONCILED -> tell(new Reconciliation(!on, "", now));
            case COMPONENT_MISSING -> tell(new Readiness(on ? List.of("x") : List.of(), now));
            case SOURCE_OFF -> tell(new SourceRegistered(Intents.SOURCE, !on));
            case CLOSED -> stateDay();
            case OTHER_ACCOUNT, BLOCKED, LOSS -> account();
            case JOURNAL_BROKEN -> {}
        }
    }

    private void account() {
        world.equity = new BigDecimal(world.has(Trouble.LOSS) ? "97900" : "100000");
        Money equity = Money.of(world.equity);
        tell(
                new BrokerAccount(
                        world.has(Trouble.OTHER_ACCOUNT) ? "PA2" : "PA1",
                        equity,
                        equity,
                        Money.parse("100000"),
                        Money.parse("4500"),
                        !world.has(Trouble.BLOCKED),
                        "",
                        now,
                        Scenario.MARGIN,
                        AccountFigures.UNSTATED));
    }

    private List<Order> open() {
        List<Order> open = new ArrayList<>();
        for (Resting resting : world.resting) {
            open.add(
                    new Order(
                            new OrderId(resting.id),
                            "b" + resting.id,
                            resting.intent,
                            resting.unknown ? OrderStatus.UNKNOWN : OrderStatus.ACCEPTED,
                            Quantity.ZERO,
                            Price.ZERO,
                            "",
                            now,
                            now));
        }
        return open;
    }

    private void send(OrderIntent wish, OrderIntent sent) {
        OrderId id = new OrderId("o" + ++orders);
        tell(new OrderInitialized(id, sent, now));
        tell(new OrderSubmitted(id, now));
        tell(new OrderAccepted(id, "b" + id, now));
        if (!sent.quantity().isPositive()) {
            return;
        }
        Stock stock = world.stock(sent.symbol().ticker());
        BigDecimal limit = ExchangeSide.limit(sent, stock);
        world.resting.add(new Resting(id.value(), sent, stock, limit));
        world.lately.put(ExchangeSide.key(wish), now);
        world.ordersToday++;
        stock.orders.addLast(now);
        world.orders.addLast(now);
        world.requests.addLast(now);
        trim(stock.orders, 120);
        trim(world.orders, 120);
        trim(world.requests, 120);
    }

    /** Orders fill, are canceled, get lost and are found. */
    private void progress() {
        for (Iterator<Resting> all = world.resting.iterator(); all.hasNext(); ) {
            Resting order = all.next();
            int dice = random.nextInt(100);
            if (order.unknown) {
                order.unknown = dice > 30;
            } else if (dice < 12) {
                all.remove();
                fill(order);
            } else if (dice < 16) {
                all.remove();
                tell(new OrderCancelRequested(new OrderId(order.id), "x", now));
                tell(new OrderCanceled(new OrderId(order.id), now));
                world.requests.addLast(now);
            } else if (dice < 22) {
                order.unknown = true;
            }
        }
    }

    private void fill(Resting order) {
        Stock stock = order.stock;
        BigDecimal quantity = order.rest;
        BigDecimal before = stock.held;
        stock.held = order.buy ? before.add(quantity) : before.subtract(quantity);
        boolean ended = stock.held.signum() != before.signum() && before.signum() != 0;
        if (ended) {
            stock.roundTrips.addLast(now);
            trim(stock.roundTrips, 3_700);
        }
        scenario.hold(stock.name, stock.held.toPlainString(), "100");
        tell(
                new OrderFilled(
                        new OrderId(order.id),
                        "e" + order.id,
                        Intents.SOURCE,
                        Symbol.of(stock.name),
                        order.buy ? Side.BUY : Side.SELL,
                        Price.of(order.limit),
                        Quantity.of(quantity),
                        Money.ZERO,
                        now));
    }

    private void trim(Deque<Instant> times, int seconds) {
        while (!times.isEmpty() && times.getFirst().isBefore(now.minusSeconds(seconds))) {
            times.removeFirst();
        }
    }
}
