package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.broker.BrokerReport;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One exchange, one client, one executor, and a stream between them that does what a seed says. */
final class GapStand implements AutoCloseable {

    /** The executor's clock runs so many times as fast: it compares with the venue every half a second. */
    static final int SPEED = 20;

    private static final Symbol AAPL = Symbol.of("AAPL");
    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final List<FaultKind> KINDS =
            List.of(
                    FaultKind.DROPPED_EVENT,
                    FaultKind.DUPLICATED_EVENT,
                    FaultKind.DROPPED_EVENT,
                    FaultKind.REORDERED_EVENT);

    /** How it went. */
    record Result(
            int cuts, int dropped, int fills, int lost, Duration slowestCut, Duration slowestLoss) {

        Result plus(Result other) {
            return new Result(
                    cuts + other.cuts,
                    dropped + other.dropped,
                    fills + other.fills,
                    lost + other.lost,
                    longer(slowestCut, other.slowestCut),
                    longer(slowestLoss, other.slowestLoss));
        }
    }

    private final ProofExchange exchange;
    private final ProofExchange.Connected client;
    private final Life life;
    private final Random random;
    private final Map<String, Integer> journaled = new ConcurrentHashMap<>();
    private final Set<String> streamed = ConcurrentHashMap.newKeySet();
    private int wishes;

    GapStand(Path folder, long seed) throws Exception {
        random = new Random(seed);
        exchange = new ProofExchange(folder.resolve("venue"), ProofExchange.rich(30));
        client = exchange.connect(Duration.ofSeconds(5), seed);
        life =
                new Life(
                        folder.resolve("home"),
                        client.broker(),
                        SPEED,
                        (sequence, now, event) -> hear(event));
    }

    /** Breaks the stream so often, and then loses so many messages of it; compares everything in the end. */
    Result play(int cuts, int losses) throws Exception {
        Duration slowestCut = Duration.ZERO;
        Duration slowestLoss = Duration.ZERO;
        await().atMost(AT_MOST).until(life::isReady);
        for (int round = 0; round < cuts; round++) {
            List<OrderIntent> sent = trade(1 + random.nextInt(2));
            Thread.sleep(random.nextInt(10));
            exchange.cut("/stream");
            slowestCut = longer(slowestCut, settled(sent));
        }
        int dropped = 0;
        for (int round = 0; dropped < losses; round++) {
            exchange.arm(
                    FaultPlan.once(KINDS.get(round % KINDS.size()))
                            .at("", "/stream")
                            .sometimes(0.4, random.nextLong()));
            List<OrderIntent> sent = trade(4);
            slowestLoss = longer(slowestLoss, settled(sent));
            exchange.heal();
            dropped = strikes();
        }
        exchange.readLedger();
        return new Result(cuts, dropped, compare(), lostByTheStream(), slowestCut, slowestLoss);
    }

    private void hear(TradingEvent event) {
        if (event instanceof OrderFilled fill) {
            journaled.merge(fill.executionId(), 1, Integer::sum);
        } else if (event instanceof BrokerReport report) {
            report.fill().ifPresent(fill -> streamed.add(fill.executionId()));
        }
    }

    private List<OrderIntent> trade(int orders) {
        List<OrderIntent> sent = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            OrderIntent intent =
                    new OrderIntent(
                            new IntentId("gap-" + ++wishes),
                            "proof",
                            AAPL,
                            Side.BUY,
                            Quantity.of(1 + random.nextInt(9)),
                            new OrderTerms.Market(),
                            TimeInForce.DAY,
                            "because of the proof",
                            Instant.now());
            life.wish(intent);
            sent.add(intent);
        }
        await().atMost(AT_MOST)
                .until(() -> life.backlog() == 0 && sent.stream().allMatch(life::isDecided));
        return sent;
    }

    /** How long it took until every order of ours was in our book as in the ledger. */
    private Duration settled(List<OrderIntent> sent) {
        long began = System.nanoTime();
        await().atMost(AT_MOST)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> life.isReady() && agrees(sent));
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private boolean agrees(List<OrderIntent> sent) {
        exchange.readLedger();
        for (OrderIntent intent : sent) {
            Order ours = life.order(intent).orElse(null);
            if (ours != null && (ours.status().isOpen() || !same(ours))) {
                return false;
            }
        }
        return true;
    }

    private boolean same(Order ours) {
        BigDecimal there = BigDecimal.ZERO;
        for (ProofExchange.Placed placed : exchange.placed(ours.id().value())) {
            there = there.add(exchange.filled(placed.orderId()));
        }
        return there.compareTo(ours.filled().toBigDecimal()) == 0;
    }

    /** Number of fills; fails where ours are not the exchange's. */
    private int compare() {
        Set<String> there = new HashSet<>();
        for (String name : exchange.clientIds()) {
            for (ProofExchange.Placed placed : exchange.placed(name)) {
                there.addAll(exchange.executions(placed.orderId()));
            }
        }
        Map<String, Integer> twice = new HashMap<>(journaled);
        twice.values().removeIf(times -> times == 1);
        assertThat(journaled.keySet()).isEqualTo(there);
        assertThat(twice).isEmpty();
        assertThat(life.orders()).allMatch(this::same);
        return there.size();
    }

    private int lostByTheStream() {
        Set<String> lost = new HashSet<>(journaled.keySet());
        lost.removeAll(streamed);
        return lost.size();
    }

    private int strikes() {
        int dropped = 0;
        for (var strike : exchange.ask("GET", "/openbell/control/ledger").path("faults")) {
            dropped += strike.path("fault").asText().equals("dropped-event") ? 1 : 0;
        }
        return dropped;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public void close() throws InterruptedException {
        life.close();
        client.close();
        exchange.close();
    }
}
