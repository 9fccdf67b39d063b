package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.orderexecutor.Life;
import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.FaultPlan;
import io.openbell.testkit.Proof;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal 2: no order is sent twice and none is lost, whatever answers are lost and whenever the process dies. The real client
 * trades over sockets at the exchange, whose ledger says what truly was placed; the executor's clock runs faster, so that
 * the minute after which an order is given up is a second.
 */
class OncePerIntentProofTest {

    private static final long SEED = 20261128;
    private static final int ACCOUNTS = Proof.figure(1, 5);
    private static final int INTENTS = Proof.figure(120, 2_000);
    private static final int INTENTS_PER_LIFE = Proof.figure(60, 200);
    private static final int SPEED = 30;
    private static final Duration TIMEOUT = Duration.ofMillis(400);
    private static final List<Symbol> SYMBOLS =
            List.of("AAPL", "MSFT", "NVDA", "JPM", "KO", "PEP", "XOM", "CVX").stream()
                    .map(Symbol::of)
                    .toList();

    /** About a third of all orders meet one of these. */
    private static final Map<FaultKind, Double> FAULTS = faults();

    private static Map<FaultKind, Double> faults() {
        Map<FaultKind, Double> faults = new EnumMap<>(FaultKind.class);
        faults.put(FaultKind.ERROR_AFTER, 0.09);
        faults.put(FaultKind.RESET, 0.09);
        faults.put(FaultKind.LOST_ANSWER, 0.05);
        faults.put(FaultKind.TRUNCATED_BODY, 0.08);
        faults.put(FaultKind.LOST_REQUEST, 0.02);
        faults.put(FaultKind.ERROR_BEFORE, 0.02);
        faults.put(FaultKind.RATE_LIMITED, 0.005);
        return faults;
    }

    @TempDir Path folder;

    private final Random random = new Random(SEED);
    private final List<OrderIntent> wishes = new ArrayList<>();
    private int named;

    private Path home = Path.of("home");
    private int lives;
    private int placed;

    @Test
    void shouldPlaceEveryWishAtMostOnceAndLoseNone() throws Exception {
        for (int account = 1; account <= ACCOUNTS; account++) {
            home = folder.resolve("home-" + account);
            wishes.clear();
            try (ProofExchange exchange =
                    new ProofExchange(
                            folder.resolve("exchange-" + account), ProofExchange.rich(10))) {
                while (wishes.size() < INTENTS) {
                    live(exchange);
                }
                exchange.heal();
                settleAndCompare(exchange);
            }
        }
        int duplicates = blindRetries();

        assertThat(placed).isGreaterThan(ACCOUNTS * INTENTS / 2);
        assertThat(duplicates).isPositive();
        Proof.shown(
                2,
                ACCOUNTS * INTENTS
                        + " intents, 34 % of the requests disturbed (504 after acceptance, reset, "
                        + "timeout before and after, truncated 200, 503, 429), killed "
                        + lives
                        + " times, seed "
                        + SEED,
                placed
                        + " orders in the ledger, 0 wishes with two, 0 beyond the wish, 0 lost, 0 unknown to"
                        + " us",
                "a sender that tries again blindly: " + duplicates + " duplicates");
    }

    /** A process trades until it is killed in the middle of it. */
    private void live(ProofExchange exchange) throws Exception {
        exchange.heal();
        int number = ++lives;
        Heard heard = new Heard();
        try (ProofExchange.Connected asks = exchange.connect(Duration.ofSeconds(10), SEED);
                ProofExchange.Connected sends = exchange.connect(TIMEOUT, SEED + number);
                Life life =
                        new Life(home, impatient(sends.broker(), asks.broker()), SPEED, heard)) {
            ready(life);
            FAULTS.forEach(
                    (kind, probability) ->
                            exchange.arm(
                                    FaultPlan.once(kind)
                                            .at("POST", "/v2/orders")
                                            .sometimes(
                                                    probability, SEED + number + kind.ordinal())));
            exchange.arm(
                    FaultPlan.once(FaultKind.DROPPED_EVENT)
                            .at("", "/stream")
                            .sometimes(0.1, SEED + number));
            int target = Math.min(INTENTS, wishes.size() + INTENTS_PER_LIFE);
            Instant deadline = Instant.now().plusSeconds(300);
            while (wishes.size() < target && !heard.rateLimited) {
                assertThat(Instant.now()).as("wishes=" + wishes.size()).isBefore(deadline);
                wish(life);
            }
        }
    }

    /** Waits for answers to orders no longer than for a test is bearable, and for everything else as usual. */
    private static Broker impatient(Broker sends, Broker asks) {
        return (Broker)
                Proxy.newProxyInstance(
                        OncePerIntentProofTest.class.getClassLoader(),
                        new Class<?>[] {Broker.class},
                        (proxy, method, arguments) -> {
                            Broker broker = method.getName().equals("submit") ? sends : asks;
                            try {
                                return method.invoke(broker, arguments);
                            } catch (InvocationTargetException failed) {
                                throw failed.getCause();
                            }
                        });
    }

    private static void ready(Life life) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(life.isReady()).as(life.obstacle()).isTrue());
    }

    private void wish(Life life) throws InterruptedException {
        List<Symbol> free = SYMBOLS.stream().filter(symbol -> !life.isUnknown(symbol)).toList();
        if (free.isEmpty() || life.backlog() > 2 || !life.isReady()) {
            Thread.sleep(1);
            return;
        }
        OrderIntent intent = intent(free.get(random.nextInt(free.size())));
        life.wish(intent);
        Instant deadline = Instant.now().plusSeconds(20);
        while (!life.isDecided(intent) && Instant.now().isBefore(deadline)) {
            Thread.sleep(0, 200_000);
        }
        Optional<Order> order = life.order(intent);
        if (order.isEmpty()) {
            return;
        }
        wishes.add(intent);
        // Now and then the next one follows at once, so that several are on their way when the
        // process dies.
        boolean waits = random.nextInt(8) > 0;
        while (waits && life.isOnItsWay(order.get().id()) && Instant.now().isBefore(deadline)) {
            Thread.sleep(0, 200_000);
        }
    }

    /** Most of them fill at once; the others find nobody to trade with. */
    private OrderIntent intent(Symbol symbol) {
        boolean fills = random.nextInt(4) > 0;
        return new OrderIntent(
                new IntentId("wish-" + ++named),
                "operator",
                symbol,
                Side.BUY,
                Quantity.of(1L + random.nextInt(5)),
                fills ? new OrderTerms.Market() : new OrderTerms.Limit(Price.parse("1.00")),
                fills ? TimeInForce.DAY : TimeInForce.IOC,
                "proof",
                Instant.now());
    }

    /** A last life finds out what is still unknown; then the book is the ledger. */
    private void settleAndCompare(ProofExchange exchange) throws Exception {
        try (ProofExchange.Connected connected =
                        exchange.connect(Duration.ofSeconds(10), SEED - 1);
                Life life =
                        new Life(home, connected.broker(), SPEED, (sequence, now, event) -> {})) {
            ready(life);
            await().atMost(Duration.ofSeconds(120))
                    .until(
                            () ->
                                    life.book().open().stream()
                                            .allMatch(OncePerIntentProofTest::isKnown));
            life.book().open().forEach(order -> life.cancel(order.id()));
            await().atMost(Duration.ofSeconds(60)).until(() -> life.book().open().isEmpty());
            exchange.readLedger();
            compare(exchange, life);
        }
    }

    private static boolean isKnown(Order order) {
        return order.status() != OrderStatus.UNKNOWN
                && order.status() != OrderStatus.SUBMITTED
                && order.status() != OrderStatus.INITIALIZED;
    }

    private void compare(ProofExchange exchange, Life life) {
        int doubled = 0;
        int lost = 0;
        int beyond = 0;
        for (OrderIntent wish : wishes) {
            Order ours = life.order(wish).orElseThrow();
            List<ProofExchange.Placed> theirs = exchange.placed(ours.id().value());
            placed += theirs.size();
            doubled += theirs.size() > 1 ? 1 : 0;
            BigDecimal quantity =
                    theirs.stream()
                            .map(ProofExchange.Placed::quantity)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            beyond += quantity.compareTo(wish.quantity().toBigDecimal()) > 0 ? 1 : 0;
            BigDecimal filled =
                    theirs.stream()
                            .map(order -> exchange.filled(order.orderId()))
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            boolean never =
                    ours.status() == OrderStatus.REJECTED
                            || ours.status() == OrderStatus.NOT_RECEIVED
                            || (ours.brokerId().isEmpty() && !ours.status().isOpen());
            boolean same =
                    never == theirs.isEmpty()
                            && filled.compareTo(ours.filled().toBigDecimal()) == 0;
            if (!same) {
                lost++;
                System.err.println("differs: " + ours + " venue=" + theirs + " filled=" + filled);
            }
        }
        long strangers =
                exchange.clientIds().stream()
                        .filter(id -> life.book().order(new OrderId(id)).isEmpty())
                        .count();
        assertThat(doubled).as("wishes with two orders").isZero();
        assertThat(beyond).as("wishes with more shares than wished").isZero();
        assertThat(lost).as("orders that differ from the ledger").isZero();
        assertThat(strangers).as("orders in the ledger that the journal does not know").isZero();
    }

    /** The control: a client as alpaca-py is, which sends again when it has no answer, under another name. */
    private int blindRetries() throws Exception {
        try (ProofExchange exchange =
                new ProofExchange(folder.resolve("blind"), ProofExchange.rich(0))) {
            return blindRetries(exchange);
        }
    }

    private int blindRetries(ProofExchange exchange) throws Exception {
        FAULTS.forEach(
                (kind, probability) ->
                        exchange.arm(
                                FaultPlan.once(kind)
                                        .at("POST", "/v2/orders")
                                        .sometimes(
                                                kind == FaultKind.RATE_LIMITED
                                                        ? 0.0001
                                                        : probability,
                                                SEED + kind.ordinal())));
        int count = Proof.figure(60, 500);
        try (ProofExchange.Connected connected = exchange.connect(TIMEOUT, SEED)) {
            for (int number = 0; number < count; number++) {
                for (int attempt = 0; attempt < 3; attempt++) {
                    SubmitOutcome outcome =
                            connected.broker().submit(blind("blind-" + number + "-" + attempt));
                    if (outcome instanceof SubmitOutcome.Accepted
                            || outcome instanceof SubmitOutcome.Rejected) {
                        break;
                    }
                }
            }
        }
        exchange.heal();
        exchange.readLedger();
        int duplicates = 0;
        for (int number = 0; number < count; number++) {
            int orders = 0;
            for (int attempt = 0; attempt < 3; attempt++) {
                orders += exchange.placed("blind-" + number + "-" + attempt).size();
            }
            duplicates += Math.max(0, orders - 1);
        }
        return duplicates;
    }

    private Order blind(String name) {
        OrderIntent intent = intent(SYMBOLS.get(0));
        return new Order(
                new OrderId(name),
                "",
                intent,
                OrderStatus.INITIALIZED,
                Quantity.ZERO,
                Price.ZERO,
                "",
                intent.basis(),
                intent.basis());
    }

    /** A client that was told to wait sends nothing for seconds: a good moment to die. */
    private static final class Heard implements LoopSubscriber {

        private volatile boolean rateLimited;

        @Override
        public void onEvent(long sequence, Instant now, TradingEvent event) {
            if (event instanceof OrderRejected rejected
                    && rejected.detail().startsWith("not sent: HTTP 429")) {
                rateLimited = true;
            }
        }
    }
}
