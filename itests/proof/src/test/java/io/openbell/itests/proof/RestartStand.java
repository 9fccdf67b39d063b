package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.order.ExitLeg.StopLoss;
import io.openbell.api.order.ExitLeg.TakeProfit;
import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderChange;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.ReplaceOrder;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.orderexecutor.Life;
import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.FaultPlan;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** One exchange, and one executor that is killed again and again in the middle of whatever it does. */
final class RestartStand implements AutoCloseable {

    private static final Symbol FILLING = Symbol.of("AAPL");
    private static final Symbol RESTING = Symbol.of("MSFT");
    private static final Symbol GROUPS = Symbol.of("KO");
    private static final Symbol HANDS = Symbol.of("PEP");

    /** A minute of asking for an order that never arrived takes a second. */
    private static final int SPEED = 60;

    private static final Duration AT_MOST = Duration.ofSeconds(60);

    /** How it went. */
    record Result(int restarts, int orders, int fills, int external, int twice, int stale) {

        Result plus(Result other) {
            return new Result(
                    restarts + other.restarts,
                    orders + other.orders,
                    fills + other.fills,
                    external + other.external,
                    twice + other.twice,
                    stale + other.stale);
        }
    }

    private final Random random;
    private final Path home;
    private final ProofExchange exchange;
    private final ProofExchange.Connected client;
    private final Set<String> byHand = new HashSet<>();
    private int names;
    private int stale;

    RestartStand(Path folder, long seed) throws Exception {
        random = new Random(seed);
        home = folder.resolve("home");
        exchange = new ProofExchange(folder.resolve("venue"), ProofExchange.rich(30));
        client = exchange.connect(Duration.ofSeconds(5), seed);
    }

    /** Lives so often, and compares all orders with the ledger in each life. */
    Result play(int restarts) throws Exception {
        List<Order> last = List.of();
        for (int life = 0; life <= restarts; life++) {
            try (Life present =
                    new Life(home, client.broker(), SPEED, (number, now, event) -> {})) {
                await().atMost(AT_MOST)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> isSettled(present));
                last = present.orders();
                compare(present);
                if (life < restarts) {
                    act(present);
                    present.kill();
                    happen();
                    stale += differing(present.orders());
                }
            }
        }
        int fills = 0;
        for (Order order : last) {
            fills += executions(order);
        }
        return new Result(restarts, last.size(), fills, byHand.size(), 0, stale);
    }

    private void act(Life life) throws InterruptedException {
        if (random.nextInt(3) == 0) {
            // Taken, and filled once the process is dead.
            exchange.arm(FaultPlan.once(FaultKind.HALTED_SYMBOL).of(FILLING.ticker()));
        }
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            switch (random.nextInt(6)) {
                case 0, 1 -> life.wish(intent(FILLING, new OrderTerms.Market()));
                case 2 -> life.wish(intent(RESTING, limit(1 + random.nextInt(5))));
                case 3 -> life.wish(bracket());
                case 4 -> resting(life).ifPresent(order -> replace(life, order));
                default -> resting(life).ifPresent(order -> life.cancel(order.id()));
            }
            Thread.sleep(random.nextInt(4));
        }
        Thread.sleep(random.nextInt(40));
    }

    private static Optional<Order> resting(Life life) {
        return life.orders().stream()
                .filter(order -> order.intent().symbol().equals(RESTING))
                .filter(order -> order.status() == OrderStatus.ACCEPTED)
                .findFirst();
    }

    private void replace(Life life, Order order) {
        life.command(
                new ReplaceOrder(
                        order.id(),
                        new IntentId("change-" + ++names),
                        OrderChange.toLimit(Price.of(1 + random.nextInt(5) + 0.5)),
                        "proof"));
    }

    /** What the world does while nobody of ours looks. */
    private void happen() throws BrokerException {
        exchange.heal();
        if (random.nextInt(4) == 0) {
            String name = "by-hand-" + ++names;
            byHand.add(name);
            OrderIntent wish = intent(HANDS, limit(1));
            client.broker()
                    .submit(
                            new Order(
                                    new OrderId(name),
                                    "",
                                    wish,
                                    OrderStatus.INITIALIZED,
                                    Quantity.ZERO,
                                    Price.ZERO,
                                    "",
                                    wish.basis(),
                                    wish.basis()));
        }
        if (random.nextInt(4) == 0) {
            List<BrokerOrder> open = client.broker().openOrders();
            open.stream()
                    .filter(order -> order.symbol().equals(RESTING))
                    .findFirst()
                    .ifPresent(order -> client.broker().cancel(order.brokerId()));
        }
    }

    private OrderIntent intent(Symbol symbol, OrderTerms terms) {
        return new OrderIntent(
                new IntentId("wish-" + ++names),
                "proof",
                symbol,
                Side.BUY,
                Quantity.of(1 + random.nextInt(9)),
                terms,
                TimeInForce.DAY,
                "because of the proof",
                Instant.now());
    }

    private OrderIntent bracket() {
        return intent(GROUPS, new OrderTerms.Market())
                .with(
                        OrderInstructions.PLAIN.in(
                                new OrderClass.Bracket(
                                        new TakeProfit(Price.of(10_000)),
                                        new StopLoss(Price.of(1)))));
    }

    private static OrderTerms limit(int dollars) {
        return new OrderTerms.Limit(Price.of(dollars));
    }

    private boolean isSettled(Life life) {
        boolean waits =
                life.orders().stream()
                        .anyMatch(
                                order ->
                                        switch (order.status()) {
                                            case INITIALIZED, SUBMITTED, UNKNOWN -> true;
                                            case PENDING_CANCEL, PENDING_REPLACE -> true;
                                            default -> false;
                                        });
        // Exits of a bracket may pass for others' orders until the venue has named their group.
        Set<String> others =
                life.book().external().stream()
                        .map(other -> other.clientId())
                        .collect(Collectors.toSet());
        return life.isReady() && !waits && others.equals(byHand) && differing(life.orders()) == 0;
    }

    private int differing(List<Order> ours) {
        exchange.readLedger();
        Set<String> open = openAtVenue();
        int differing = 0;
        for (Order order : ours) {
            boolean leg = order.links().parent().isPresent();
            boolean sameState = leg || order.status().isOpen() == open.contains(order.id().value());
            differing += sameState && filled(order).signum() == 0 ? 0 : 1;
        }
        return differing;
    }

    private Set<String> openAtVenue() {
        try {
            return client.broker().openOrders().stream()
                    .map(order -> order.clientId().value())
                    .collect(Collectors.toSet());
        } catch (BrokerException unanswered) {
            throw new AssertionError(unanswered);
        }
    }

    /** What the ledger has more than our own fills of this order. */
    private BigDecimal filled(Order order) {
        BigDecimal there = BigDecimal.ZERO;
        for (ProofExchange.Placed placed : exchange.placed(order.id().value())) {
            there = there.add(exchange.filled(placed.orderId()));
        }
        return there.subtract(order.ownFilled().toBigDecimal());
    }

    private int executions(Order order) {
        int count = 0;
        for (ProofExchange.Placed placed : exchange.placed(order.id().value())) {
            count += exchange.executions(placed.orderId()).size();
        }
        return count;
    }

    private void compare(Life life) {
        Set<String> ours =
                life.orders().stream().map(order -> order.id().value()).collect(Collectors.toSet());
        for (String name : exchange.clientIds()) {
            boolean isOurs = name.startsWith("p");
            assertThat(exchange.placed(name)).describedAs(name).hasSize(1);
            if (isOurs) {
                assertThat(ours).contains(name);
            }
        }
        Set<String> open = openAtVenue();
        assertThat(open).containsAll(byHand);
        // A bracket that fills just now: its exits pass for others' until the venue has named them.
        await().atMost(AT_MOST)
                .untilAsserted(
                        () ->
                                assertThat(life.book().external())
                                        .extracting(ExternalOrder::clientId)
                                        .containsExactlyInAnyOrderElementsOf(byHand));
    }

    @Override
    public void close() {
        client.close();
        exchange.close();
    }
}
