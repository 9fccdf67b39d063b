package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.alpacaclient.AlpacaDirectory;
import io.openbell.api.broker.Broker;
import io.openbell.api.broker.OptionContract;
import io.openbell.api.broker.OptionContractQuery;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.order.ExitLeg.StopLoss;
import io.openbell.api.order.ExitLeg.TakeProfit;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Page;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.orderexecutor.Life;
import io.openbell.positionmanager.ComparedPositions;
import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.FaultPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** An account of many orders and positions, and a process that finds it so when it starts; its requests are counted on the wire. */
final class BudgetStand implements AutoCloseable {

    /** As shipped. */
    private static final int PER_MINUTE = 180;

    private static final int MINUTE = 60;
    private static final Duration AT_MOST = Duration.ofSeconds(120);
    private static final List<Symbol> STOCKS =
            List.of("AAPL", "MSFT", "NVDA", "JPM", "KO", "PEP", "XOM", "CVX").stream()
                    .map(Symbol::of)
                    .toList();

    /** What became of the orders while nobody of ours looked. */
    enum Meanwhile {
        NOTHING,
        ALL_FILLED,
        ALL_CANCELED,
        OF_EACH
    }

    /**
     * How a start went.
     *
     * @param nanos     from the start until orders and positions agreed with the venue
     * @param first     requests until then
     * @param perMinute most requests in any minute, of the executor's time
     */
    record Result(long nanos, int first, int perMinute) {}

    private final ProofExchange exchange;
    private final Wiretap wire;
    private final Path home;
    private final int orders;
    private final int positions;
    private int names;

    BudgetStand(Path folder, int orders, int positions) throws Exception {
        this.orders = orders;
        this.positions = positions;
        home = folder.resolve("home");
        exchange = new ProofExchange(folder.resolve("venue"), ProofExchange.rich(20));
        wire = new Wiretap(exchange.address());
    }

    /** A life places everything, and is killed. */
    List<OrderId> place(Meanwhile meanwhile) throws Exception {
        List<OrderIntent> resting = new ArrayList<>();
        try (ProofExchange.Connected client = exchange.connect(Duration.ofSeconds(10), 1);
                Life life = new Life(home, client.broker(), 1, (number, now, event) -> {})) {
            await().atMost(AT_MOST).until(life::isReady);
            List<OrderIntent> held = new ArrayList<>();
            for (Symbol symbol : held(client)) {
                held.add(send(life, () -> intent(symbol, new OrderTerms.Market())));
            }
            await().atMost(AT_MOST).untilAsserted(() -> assertAll(life, held, OrderStatus.FILLED));
            hold();
            while (resting.size() < orders) {
                int number = resting.size();
                resting.add(send(life, () -> resting(meanwhile, number)));
            }
            await().atMost(AT_MOST)
                    .untilAsserted(() -> assertAll(life, resting, OrderStatus.ACCEPTED));
            List<OrderId> all = life.orders().stream().map(Order::id).toList();
            life.kill();
            happen(meanwhile);
            return all;
        }
    }

    /** One after the other, so that none waits too long; what a busy machine was too slow for is wished for again. */
    private static OrderIntent send(Life life, Supplier<OrderIntent> wish) {
        Instant deadline = Instant.now().plus(AT_MOST);
        while (Instant.now().isBefore(deadline)) {
            OrderIntent intent = wish.get();
            life.wish(intent);
            await().atMost(AT_MOST)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> isSettled(life, intent));
            if (life.order(intent).filter(BudgetStand::isThere).isPresent()) {
                return intent;
            }
        }
        throw new AssertionError("no order gets through: " + life.obstacle());
    }

    private static boolean isSettled(Life life, OrderIntent wish) {
        return life.book().denial(wish.id()).isPresent()
                || life.order(wish)
                        .filter(
                                order ->
                                        switch (order.status()) {
                                            case INITIALIZED, SUBMITTED, UNKNOWN -> false;
                                            default -> true;
                                        })
                        .isPresent();
    }

    private static boolean isThere(Order order) {
        return switch (order.status()) {
            case REJECTED, NOT_RECEIVED -> false;
            default -> true;
        };
    }

    private static void assertAll(Life life, List<OrderIntent> wishes, OrderStatus status) {
        for (OrderIntent wish : wishes) {
            assertThat(life.order(wish).map(Order::status))
                    .as("%s %s %s", wish.symbol(), life.book().denial(wish.id()), life.order(wish))
                    .contains(status);
        }
    }

    /** Options beside the stocks: the exchange has few stocks. */
    private Set<Symbol> held(ProofExchange.Connected client) throws Exception {
        Set<Symbol> symbols = new LinkedHashSet<>(STOCKS);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        AlpacaDirectory directory = new AlpacaDirectory(client.client());
        for (Symbol stock : STOCKS) {
            OptionContractQuery query =
                    OptionContractQuery.expiring(stock, today.plusDays(7), today.plusDays(80));
            String resume = "";
            do {
                Page<OptionContract> page = directory.optionContracts(query, resume);
                page.items().forEach(contract -> symbols.add(contract.symbol()));
                resume = page.next();
            } while (!resume.isEmpty() && symbols.size() < positions);
        }
        assertThat(symbols).hasSizeGreaterThanOrEqualTo(positions);
        return symbols.stream()
                .limit(positions)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Nothing of the stocks fills until it is let go. */
    private void hold() {
        STOCKS.forEach(
                stock -> exchange.arm(FaultPlan.once(FaultKind.HALTED_SYMBOL).of(stock.ticker())));
    }

    private OrderIntent resting(Meanwhile meanwhile, int number) {
        Symbol symbol = STOCKS.get(number % STOCKS.size());
        OrderTerms far = new OrderTerms.Limit(Price.parse("1.50"));
        return switch (meanwhile) {
            case NOTHING, ALL_CANCELED -> intent(symbol, far);
            case ALL_FILLED -> intent(symbol, new OrderTerms.Market());
            case OF_EACH ->
                    switch (number % 5) {
                        case 0, 1 -> intent(symbol, new OrderTerms.Market());
                        case 2 ->
                                intent(symbol, new OrderTerms.Market())
                                        .with(
                                                OrderInstructions.PLAIN.in(
                                                        new OrderClass.Bracket(
                                                                new TakeProfit(Price.of(10_000)),
                                                                new StopLoss(Price.of(1)))));
                        default -> intent(symbol, far);
                    };
        };
    }

    private OrderIntent intent(Symbol symbol, OrderTerms terms) {
        return new OrderIntent(
                new IntentId("wish-" + ++names),
                "proof",
                symbol,
                Side.BUY,
                Quantity.of(1 + names % 3),
                terms,
                TimeInForce.DAY,
                "because of the proof",
                Instant.now());
    }

    private void happen(Meanwhile meanwhile) throws InterruptedException {
        exchange.heal();
        if (meanwhile == Meanwhile.ALL_CANCELED) {
            exchange.ask("DELETE", "/v2/orders");
        } else if (meanwhile == Meanwhile.OF_EACH) {
            int number = 0;
            for (var open : exchange.ask("GET", "/v2/orders?status=open&limit=500")) {
                if (open.path("type").asText().equals("limit") && ++number % 3 == 0) {
                    exchange.ask("DELETE", "/v2/orders/" + open.path("id").asText());
                }
            }
        }
    }

    /**
     * The next life, in which time passes so many times as fast, watched for a minute.
     *
     * @param view of the venue
     */
    Result start(int speed, int perMinute, UnaryOperator<Broker> view) throws Exception {
        long from = System.nanoTime();
        try (ProofExchange.Connected client =
                        exchange.connect(wire.uri(), Duration.ofSeconds(10), perMinute, 2);
                Venue venue = new Venue(view.apply(client.broker()), speed)) {
            OrderIntent early = intent(STOCKS.get(0), new OrderTerms.Limit(Price.parse("1.25")));
            venue.life.wish(early);
            await().atMost(AT_MOST)
                    .pollInterval(Duration.ofMillis(10))
                    .untilAsserted(() -> assertThat(venue.agrees()).as(venue.describe()).isTrue());
            long took = System.nanoTime() - from;
            int first = wire.after(from, "").size();
            assertThat(venue.life.book().denial(early.id()))
                    .as("before it was compared")
                    .isPresent();
            TimeUnit.NANOSECONDS.sleep(minute(speed) * 5 / 4 - (System.nanoTime() - from));
            compare(venue);
            return new Result(took, first, most(wire.after(from, ""), minute(speed)));
        }
    }

    private static long minute(int speed) {
        return TimeUnit.SECONDS.toNanos(MINUTE) / speed;
    }

    static int shipped() {
        return PER_MINUTE;
    }

    private static int most(List<Long> nanos, long window) {
        int most = 0;
        int oldest = 0;
        for (int i = 0; i < nanos.size(); i++) {
            while (nanos.get(i) - nanos.get(oldest) >= window) {
                oldest++;
            }
            most = Math.max(most, i - oldest + 1);
        }
        return most;
    }

    /** Orders and fills are as in the ledger, positions as the account has them. */
    private void compare(Venue venue) {
        exchange.readLedger();
        Set<String> open = new LinkedHashSet<>();
        exchange.ask("GET", "/v2/orders?status=open&limit=500")
                .forEach(order -> open.add(order.path("client_order_id").asText()));
        for (Order order : venue.life.orders()) {
            boolean leg = order.links().parent().isPresent();
            if (!leg) {
                String id = order.id().value();
                List<ProofExchange.Placed> placed = exchange.placed(id);
                assertThat(placed).as(id).hasSize(1);
                assertThat(order.ownFilled().toBigDecimal())
                        .as(id)
                        .isEqualByComparingTo(exchange.filled(placed.get(0).orderId()));
                assertThat(order.status().isOpen())
                        .as(order.toString())
                        .isEqualTo(open.contains(id));
            }
        }
        assertThat(venue.positions.open()).isEqualTo(positions);
        assertThat(venue.life.halt()).isEqualTo("not halted");
    }

    /** One life with its positions. */
    private final class Venue implements AutoCloseable {

        private final Life life;
        private final ComparedPositions positions;
        private volatile boolean agreed;

        Venue(Broker broker, int speed) {
            life =
                    new Life(
                            home,
                            broker,
                            speed,
                            (number, now, event) -> {
                                if (event instanceof Reconciliation stated) {
                                    agreed = stated.reconciled();
                                }
                            });
            positions = life.positions(broker, speed);
        }

        boolean agrees() {
            return agreed && life.isReady() && positions.describe().contains("compared with");
        }

        String describe() {
            return life.obstacle() + " " + positions.describe() + " " + life.halt();
        }

        @Override
        public void close() throws Exception {
            positions.close();
            life.close();
        }
    }

    @Override
    public void close() {
        wire.close();
        exchange.close();
    }
}
