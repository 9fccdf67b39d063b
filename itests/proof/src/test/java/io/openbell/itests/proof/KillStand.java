package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.alpacaclient.AlpacaBroker;
import io.openbell.alpacaclient.AlpacaClient;
import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.api.broker.Comparison;
import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.api.component.Health;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.Release;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.engine.LatchedEngine;
import io.openbell.orderexecutor.Executors;
import io.openbell.orderexecutor.OrderExecutor;
import io.openbell.simulator.ExchangeSettings;
import io.openbell.simulator.SimulatedExchange;
import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.FaultPlan;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Engine, executor and client as in the product, at the built-in exchange, over a wire that is listened to. */
final class KillStand implements AutoCloseable {

    private static final int MOST_OPEN = 60;

    /** Without a fence nobody cancels: the load must not end by itself while it is measured. */
    private static final int MOST_OPEN_UNFENCED = 100_000;

    private static final OrderTerms FAR_AWAY = new OrderTerms.Limit(Price.parse("1.00"));
    private static final List<Symbol> SYMBOLS =
            List.of("AAPL", "MSFT", "NVDA", "JPM", "KO").stream().map(Symbol::of).toList();

    final Wiretap wire;
    final LatchedEngine engine;
    final OrderExecutor executor;
    final AlpacaBroker broker;
    private final SimulatedExchange exchange;
    private final ExchangeEndpoint endpoint;
    private final AlpacaClient client;
    private final AtomicLong wished = new AtomicLong();
    private final List<Thread> wishers;
    private final int mostOpen;
    private volatile boolean loaded;
    private volatile boolean closed;

    /** Ready to trade; the executor asks this latch in place of the engine's, null for that one. */
    KillStand(Path folder, @Nullable HaltLatch latch) throws Exception {
        this(folder, latch, Map.of());
    }

    /** The same with other values of these keys of the executor's configuration. */
    KillStand(Path folder, @Nullable HaltLatch latch, Map<String, Object> values) throws Exception {
        mostOpen = latch == null ? MOST_OPEN : MOST_OPEN_UNFENCED;
        exchange =
                new SimulatedExchange(rich(), folder.resolve("exchange"), InstantSource.system());
        exchange.start();
        endpoint = exchange.endpoint().get(20, TimeUnit.SECONDS);
        wire = new Wiretap(endpoint.rest());
        client =
                AlpacaClient.of(
                        TradingMode.PAPER,
                        new NoSecrets(),
                        InstantSource.system(),
                        settings(),
                        new Random(1));
        client.bindExchange(
                new ExchangeEndpoint(
                        wire.uri(),
                        endpoint.tradeUpdates(),
                        endpoint.marketData(),
                        endpoint.keyId(),
                        endpoint.secret()));
        broker = new AlpacaBroker(client);
        Path home = folder.resolve("home");
        engine = new LatchedEngine(home);
        executor =
                Executors.start(
                        broker,
                        engine.loop(),
                        engine.journal(),
                        engine.clock(),
                        latch == null ? engine.latch() : latch,
                        home,
                        values);
        await().atMost(Duration.ofSeconds(30)).until(this::isReady);
        wishers = List.of(wisher(0), wisher(1));
    }

    private boolean isReady() {
        return executor.health().status() == Health.Status.OK;
    }

    private static ExchangeSettings rich() {
        ExchangeSettings usual = ExchangeSettings.onAnyPort();
        return new ExchangeSettings(
                usual.port(),
                new BigDecimal("100000000"),
                usual.multiplier(),
                0,
                usual.streams(),
                usual.market(),
                usual.wire());
    }

    static ClientSettings settings() {
        return new ClientSettings(
                new ClientSettings.Feeds("iex", "indicative", false),
                Duration.ofSeconds(5),
                10_000_000,
                4,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(300),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                // A busy machine answers pings late; what is measured here has no need of a lost
                // link.
                Duration.ofSeconds(5),
                16 * 1024 * 1024,
                Optional.empty());
    }

    /** Whether wishes come in, from two threads, faster than orders leave. */
    void load(boolean on) {
        loaded = on;
    }

    /** Of the next order the venue tells by its stream alone, for so long: neither its list nor its name is found. */
    void hideNext(Duration time) throws Exception {
        exchange.arm(FaultPlan.once(FaultKind.LATE_VISIBILITY).withMillis(time.toMillis()))
                .get(20, TimeUnit.SECONDS);
    }

    /** One wish, far away from the market. */
    OrderIntent wishOnce() {
        OrderIntent wish = intent(new Random(0));
        engine.loop().publishFirst(wish);
        return wish;
    }

    /** What another program with the same keys is answered when it sends an order past all of ours. */
    int orderOfAStranger() throws Exception {
        return stranger(
                "POST",
                "/v2/orders",
                "{\"symbol\":\"KO\",\"qty\":\"1\",\"side\":\"buy\",\"type\":\"limit\",\"limit_price\":\"1\",\"time_in_force\":\"day\"}");
    }

    /** What it is answered when it cancels everything. */
    int cancelOfAStranger() throws Exception {
        return stranger("DELETE", "/v2/orders", "");
    }

    private int stranger(String method, String path, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint.rest().resolve(path))
                        .header("APCA-API-KEY-ID", endpoint.keyId())
                        .header("APCA-API-SECRET-KEY", endpoint.secret())
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private Thread wisher(int number) {
        Thread thread = new Thread(() -> wish(number), "wisher-" + number);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void wish(int number) {
        Random random = new Random(number);
        while (!closed) {
            try {
                if (loaded && executor.open().size() < mostOpen) {
                    engine.loop().publishFirst(intent(random));
                    Thread.sleep(0, 500_000);
                } else {
                    Thread.sleep(1);
                }
            } catch (InterruptedException | IllegalStateException ended) {
                return;
            }
        }
    }

    private OrderIntent intent(Random random) {
        return new OrderIntent(
                new IntentId("wish-" + wished.incrementAndGet()),
                "operator",
                SYMBOLS.get(random.nextInt(SYMBOLS.size())),
                Side.BUY,
                Quantity.of(1L + random.nextInt(5)),
                FAR_AWAY,
                TimeInForce.DAY,
                "proof",
                Instant.now());
    }

    /** The market was swept after that moment, and the venue listed nothing. */
    boolean isVerifiedSince(Instant begun) {
        return executor.latest()
                .map(now -> now.verified() && !now.begunAt().isBefore(begun))
                .orElse(false);
    }

    /** As an operator does it: compares afresh, and ends the halt. */
    void resume() throws Exception {
        Instant requested = engine.clock().instant();
        Comparison orders = executor.compareNow();
        assertThat(orders.differences()).isEmpty();
        Comparison positions =
                new Comparison(Comparison.POSITIONS, engine.clock().instant(), 0, List.of());
        engine.latch()
                .release(new Release("ann", "proof", "", requested, List.of(orders, positions)));
    }

    @Override
    public void close() throws Exception {
        closed = true;
        for (Thread wisher : wishers) {
            wisher.interrupt();
            wisher.join(2_000);
        }
        Executors.stop(executor);
        engine.close();
        broker.close();
        client.close();
        wire.close();
        exchange.close();
    }
}
