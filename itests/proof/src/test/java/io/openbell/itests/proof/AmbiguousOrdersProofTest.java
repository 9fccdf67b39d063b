package io.openbell.itests.proof;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderNotReceived;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderEvent.OrderUnknown;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal 3: an order whose answer is lost is never taken for rejected or not received while the venue has it: fills come at
 * once, the venue shows it only after twenty seconds, the stream keeps silent, the venue is down for half a minute. Its
 * symbol is frozen until it is known. The executor's clock runs faster; times are told in its seconds.
 */
class AmbiguousOrdersProofTest {

    private static final long SEED = 20261128;
    private static final int ORDERS = Proof.figure(16, 2_000);
    private static final int SPEED = Proof.figure(30, 6);
    private static final Duration TIMEOUT = Duration.ofMillis(400);
    private static final Duration HIDDEN = Duration.ofSeconds(20);
    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final Duration RESOLVED_WITHIN = Duration.ofSeconds(15);
    private static final List<Symbol> SYMBOLS =
            List.of("AAPL", "MSFT", "NVDA", "JPM", "KO", "PEP", "XOM", "CVX").stream()
                    .map(Symbol::of)
                    .toList();
    private static final List<FaultKind> AMBIGUOUS =
            List.of(
                    FaultKind.ERROR_AFTER,
                    FaultKind.RESET,
                    FaultKind.LOST_ANSWER,
                    FaultKind.TRUNCATED_BODY);

    @TempDir Path folder;

    private final Heard heard = new Heard();
    private final List<Long> resolvedNanos = new ArrayList<>();
    private int named;
    private int probes;
    private int passed;
    private int ambiguous;

    @Test
    void shouldNeverTakeAnOrderForRejectedThatTheVenueHas() throws Exception {
        try (ProofExchange exchange =
                        new ProofExchange(folder.resolve("exchange"), ProofExchange.rich(20));
                ProofExchange.Connected connected = exchange.connect(TIMEOUT, SEED);
                Life life = new Life(folder.resolve("home"), connected.broker(), SPEED, heard)) {
            await().atMost(Duration.ofSeconds(60)).until(life::isReady);
            for (int round = 0; ambiguous < ORDERS; round++) {
                play(exchange, life, round);
            }
            exchange.readLedger();
            long wrong =
                    heard.givenUp.stream()
                            .filter(id -> !exchange.placed(id.value()).isEmpty())
                            .count();
            String times = times();
            int control = givenUpTooEarly(exchange, connected);

            assertThat(wrong).as("given up although the venue has them").isZero();
            assertThat(passed).as("wishes for a frozen symbol that passed").isZero();
            assertThat(probes).isPositive();
            assertThat(control).isPositive();
            Proof.shown(
                    3,
                    ambiguous
                            + " orders without an answer, filled at once, every second one hidden for 20 s,"
                            + " streams silent, outages of 30 s, seed "
                            + SEED,
                    "0 taken for rejected or not received; frozen "
                            + probes
                            + " of "
                            + probes
                            + "; "
                            + times,
                    "rejected after five questions: " + control + " that the venue had");
        }
    }

    /** Every symbol gets an order whose answer is lost; all of them are found out before the next round. */
    private void play(ProofExchange exchange, Life life, int round) throws InterruptedException {
        await().atMost(Duration.ofSeconds(60)).until(life::isReady);
        boolean hidden = round % 2 == 1;
        boolean silent = round % 3 == 1;
        boolean outage = round % 4 == 3;
        arm(exchange, AMBIGUOUS.get(round % AMBIGUOUS.size()), "POST", "/v2/orders", 0);
        if (hidden) {
            arm(exchange, FaultKind.LATE_VISIBILITY, "", "", HIDDEN.toMillis() / SPEED);
        }
        if (silent) {
            arm(exchange, FaultKind.DROPPED_EVENT, "", "/stream", 0);
        }
        List<OrderIntent> wishes = new ArrayList<>();
        for (Symbol symbol : SYMBOLS) {
            OrderIntent wish = intent(symbol);
            life.wish(wish);
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> life.isDecided(wish));
            if (life.order(wish).isPresent()) {
                wishes.add(wish);
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> isSent(life, wish));
            }
        }
        List<Order> lost =
                wishes.stream()
                        .map(wish -> life.order(wish).orElseThrow())
                        .filter(order -> heard.unknown.containsKey(order.id()))
                        .toList();
        probe(life);
        long backNanos = 0;
        if (outage) {
            exchange.heal();
            arm(exchange, FaultKind.ERROR_BEFORE, "", "/v2", 0);
            Thread.sleep(OUTAGE.toMillis() / SPEED);
            exchange.heal();
            backNanos = System.nanoTime();
        }
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> lost.stream().allMatch(order -> heard.known.containsKey(order.id())));
        exchange.heal();
        for (Order order : lost) {
            measure(order.id(), hidden && !outage, backNanos);
        }
        ambiguous += lost.size();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> SYMBOLS.stream().noneMatch(life::isUnknown));
    }

    private static boolean isSent(Life life, OrderIntent wish) {
        Optional<Order> order = life.order(wish);
        return order.isPresent()
                && order.get().status() != OrderStatus.INITIALIZED
                && order.get().status() != OrderStatus.SUBMITTED;
    }

    /** Another wish for a symbol whose order is unknown must be denied. */
    private void probe(Life life) throws InterruptedException {
        for (Symbol symbol : SYMBOLS) {
            if (!life.isUnknown(symbol)) {
                continue;
            }
            OrderIntent wish = intent(symbol);
            life.wish(wish);
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> life.isDecided(wish));
            // It may have become known in between: then the wish proves nothing.
            if (life.order(wish).isPresent() && life.isUnknown(symbol)) {
                passed++;
            } else if (life.book().denial(wish.id()).isPresent()) {
                probes++;
            }
        }
    }

    private void measure(OrderId id, boolean hidden, long backNanos) {
        long from = requireNonNull(heard.unknown.get(id));
        if (hidden) {
            from =
                    Math.max(
                            from,
                            requireNonNull(heard.submitted.get(id)) + HIDDEN.toNanos() / SPEED);
        }
        resolvedNanos.add(
                Math.max(0, requireNonNull(heard.known.get(id)) - Math.max(from, backNanos))
                        * SPEED);
    }

    private String times() {
        List<Long> sorted = resolvedNanos.stream().sorted().toList();
        Duration p50 = Duration.ofNanos(sorted.get(sorted.size() / 2));
        Duration p99 = Duration.ofNanos(sorted.get(sorted.size() * 99 / 100));
        if (Proof.isFull()) {
            assertThat(p99).isLessThanOrEqualTo(RESOLVED_WITHIN);
        }
        return String.format(
                "known %.1f s (p50), %.1f s (p99) after the venue could tell",
                p50.toMillis() / 1e3, p99.toMillis() / 1e3);
    }

    /** The control: what several trading systems do, five questions two seconds apart, then rejected. */
    private int givenUpTooEarly(ProofExchange exchange, ProofExchange.Connected connected)
            throws InterruptedException {
        arm(exchange, FaultKind.RESET, "POST", "/v2/orders", 0);
        arm(exchange, FaultKind.LATE_VISIBILITY, "", "", HIDDEN.toMillis() / SPEED);
        List<OrderId> rejected = new ArrayList<>();
        for (int number = 0; number < Proof.figure(2, 20); number++) {
            OrderId id = new OrderId("control-" + number);
            if (connected.broker().submit(order(id)) instanceof SubmitOutcome.Unknown
                    && !isFoundInFive(connected, id)) {
                rejected.add(id);
            }
        }
        exchange.heal();
        exchange.readLedger();
        return (int) rejected.stream().filter(id -> !exchange.placed(id.value()).isEmpty()).count();
    }

    private static boolean isFoundInFive(ProofExchange.Connected connected, OrderId id)
            throws InterruptedException {
        for (int question = 0; question < 5; question++) {
            try {
                if (connected.broker().findOrder(id).isPresent()) {
                    return true;
                }
            } catch (BrokerException unanswered) {
                // Counts as an answer there.
            }
            Thread.sleep(2_000 / SPEED);
        }
        return false;
    }

    private static void arm(
            ProofExchange exchange, FaultKind kind, String method, String path, long millis) {
        FaultPlan plan = FaultPlan.once(kind).at(method, path).sometimes(1, SEED);
        exchange.arm(millis > 0 ? plan.withMillis(millis) : plan);
    }

    private OrderIntent intent(Symbol symbol) {
        return new OrderIntent(
                new IntentId("ambiguous-" + ++named),
                "operator",
                symbol,
                Side.BUY,
                Quantity.of(1L),
                new OrderTerms.Market(),
                TimeInForce.DAY,
                "proof",
                Instant.now());
    }

    private Order order(OrderId id) {
        OrderIntent intent = intent(SYMBOLS.get(0));
        return new Order(
                id,
                "",
                intent,
                OrderStatus.INITIALIZED,
                Quantity.ZERO,
                Price.ZERO,
                "",
                intent.basis(),
                intent.basis());
    }

    /** When what became known of which order, by {@link System#nanoTime}. */
    private static final class Heard implements LoopSubscriber {

        private final Map<OrderId, Long> submitted = new ConcurrentHashMap<>();
        private final Map<OrderId, Long> unknown = new ConcurrentHashMap<>();
        private final Map<OrderId, Long> known = new ConcurrentHashMap<>();
        private final Set<OrderId> givenUp = ConcurrentHashMap.newKeySet();

        @Override
        public void onEvent(long sequence, Instant now, TradingEvent event) {
            if (!(event instanceof OfOrder change)) {
                return;
            }
            if (event instanceof OrderSubmitted) {
                submitted.putIfAbsent(change.orderId(), System.nanoTime());
            } else if (event instanceof OrderUnknown) {
                unknown.putIfAbsent(change.orderId(), System.nanoTime());
            } else if (event instanceof OrderRejected || event instanceof OrderNotReceived) {
                givenUp.add(change.orderId());
            } else if ((event instanceof OrderAccepted || event instanceof OrderFilled)
                    && unknown.containsKey(change.orderId())) {
                known.putIfAbsent(change.orderId(), System.nanoTime());
            }
        }
    }
}
