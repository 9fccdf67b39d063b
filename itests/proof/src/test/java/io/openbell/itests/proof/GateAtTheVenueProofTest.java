package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.Proof;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal 4 through sockets: sixteen threads wish for whatever comes to their mind, and no order in the exchange's ledger breaks
 * a rule, whatever closes and opens the gate meanwhile.
 */
class GateAtTheVenueProofTest {

    private static final int THREADS = 16;
    private static final int WISHES = Proof.figure(4_000, 1_000_000);
    private static final int CONTROL_WISHES = Proof.figure(400, 2_000);
    private static final long SEED = 20261128;
    private static final int LEAST = Proof.figure(30, 2_000);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int WINDOW_MILLIS = 150;
    private static final int BETWEEN_MILLIS = Proof.figure(100, 2_000);

    @TempDir Path folder;

    @Test
    void shouldFindNoOrderInTheLedgerThatBreaksARule() throws Exception {
        LedgerCheck check;
        Map<String, Integer> denials;
        int windows;
        try (GateStand stand = new GateStand(folder.resolve("gated"), true)) {
            windows = trade(stand, WISHES, true);
            check = stand.check;
            assertThat(check.names()).as("written down").allMatch(stand::isWrittenDown);
            denials = stand.denials();
        }
        Map<Integer, Integer> control;
        String unchecked;
        int refused;
        try (GateStand stand = new GateStand(folder.resolve("open"), false)) {
            trade(stand, CONTROL_WISHES, false);
            control = stand.check.broken();
            refused = stand.check.rejected();
            unchecked =
                    "orders=%d refused=%d denied=%s"
                            .formatted(
                                    stand.check.orders(), stand.check.rejected(), stand.denials());
        }

        assertThat(check.broken()).as(check.firstBroken()).isEmpty();
        assertThat(check.orders()).as("denied: %s", denials).isGreaterThanOrEqualTo(LEAST);
        assertThat(check.rejected()).as("refused by the exchange").isZero();
        assertThat(control).as(unchecked).containsKeys(16, 17, 18, 19, 22);
        assertThat(refused).as(unchecked).isPositive();
        Proof.shown(
                4,
                "%d random wishes of %d threads through executor, gate, client and sockets, seed %d"
                        .formatted(WISHES, THREADS, SEED),
                ("0 of %d orders in the ledger break a rule, 0 were refused there; gate closed %d times, no"
                                + " entry came through")
                        .formatted(check.orders(), windows),
                "without the gate the exchange refused %d, and its ledger shows breaches of rows %s"
                        .formatted(refused, control.keySet()));
    }

    /** Returns how often the gate was closed. */
    private static int trade(GateStand stand, int wishes, boolean windows) throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            int share = wishes / THREADS;
            Thread thread = new Thread(() -> wish(stand, number, share), "wisher-" + i);
            threads.add(thread);
            thread.start();
        }
        int closed = 0;
        while (windows && threads.stream().anyMatch(Thread::isAlive)) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
            close(stand, closed++);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Random random = new Random(SEED);
        stand.drain(intent(stand, random, "last"));
        // On a machine that has no time for the market, most wishes may have had no fresh quote.
        Instant deadline = Instant.now().plus(PATIENCE);
        for (int more = 0; stand.orders() < LEAST && Instant.now().isBefore(deadline); more++) {
            stand.drain(intent(stand, random, "more-" + more));
        }
        stand.settle();
        stand.readLedger();
        return closed;
    }

    /** For a while nothing may come through that adds to a position. */
    private static void close(GateStand stand, int number) throws Exception {
        String why =
                switch (number % 3) {
                    case 0 -> {
                        stand.suspend();
                        yield "entries suspended";
                    }
                    case 1 -> {
                        stand.missComponent();
                        yield "component missing";
                    }
                    default -> {
                        stand.switchSourcesOff();
                        yield "sources switched off";
                    }
                };
        stand.settle();
        stand.readLedger();
        TimeUnit.MILLISECONDS.sleep(WINDOW_MILLIS);
        assertThat(stand.readLedger()).as(why).isZero();
        stand.restate();
    }

    private static void wish(GateStand stand, int number, int share) {
        Random random = new Random(SEED + number);
        for (int i = 0; i < share; i++) {
            boolean old = i > 0 && random.nextInt(100) == 0;
            stand.wish(intent(stand, random, "t" + number + "-" + (old ? i - 1 : i)));
            if (random.nextInt(50) == 0) {
                List<Order> open = stand.executor.open();
                if (!open.isEmpty()) {
                    Order order = open.get(random.nextInt(open.size()));
                    stand.publish(new CancelOrder(order.id(), "proof"));
                }
            }
        }
    }

    /** Market orders are for odd numbers of shares, so that none looks like a limit order in the ledger. */
    private static OrderIntent intent(GateStand stand, Random random, String name) {
        String symbol =
                random.nextInt(30) == 0
                        ? GateStand.REFUSED
                        : GateStand.STOCKS.get(random.nextInt(GateStand.STOCKS.size()));
        String source =
                switch (random.nextInt(40)) {
                    case 0 -> "off";
                    case 1 -> "stranger";
                    default -> GateStand.SOURCES.get(random.nextInt(GateStand.SOURCES.size()));
                };
        boolean market = random.nextInt(3) == 0;
        int shares = random.nextInt(20) == 0 ? 20 + random.nextInt(400) : random.nextInt(8);
        return new OrderIntent(
                new IntentId(name),
                source,
                Symbol.of(symbol),
                random.nextBoolean() ? Side.BUY : Side.SELL,
                Quantity.of(market ? 2 * shares + 1 : 2 * shares + 2),
                market ? new OrderTerms.Market() : limit(stand.price(symbol), random),
                TimeInForce.DAY,
                "because of the proof",
                Instant.now());
    }

    private static OrderTerms limit(BigDecimal price, Random random) {
        double away = 1 + (random.nextDouble() - 0.5) * (random.nextInt(4) == 0 ? 0.3 : 0.05);
        int digits = random.nextInt(30) == 0 ? 3 : 2;
        return new OrderTerms.Limit(
                Price.of(
                        price.multiply(BigDecimal.valueOf(away))
                                .setScale(digits, RoundingMode.HALF_UP)));
    }
}
