package io.openbell.positionmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.component.Health;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.Stage;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeBroker;
import io.openbell.testkit.FakeHaltLatch;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a gate that believes the last word sees, beside an executor that always says reconciled. */
class DoubtTest {

    private static final String NOT_COMPARED = "positions not compared with the venue yet";

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final AtomicLong nanos = new AtomicLong();
    private final DirectLoop loop = new DirectLoop(clock);
    private final StubOrderBook orders = new StubOrderBook();
    private final FakeBroker broker = new FakeBroker(clock);
    private final FakeHaltLatch latch = new FakeHaltLatch(clock);
    private final List<PositionManager> created = new ArrayList<>();
    private final List<Reconciliation> atIntents = new ArrayList<>();
    private Reconciliation gate = new Reconciliation(false, "", Instant.EPOCH);

    @BeforeEach
    void subscribe() {
        loop.subscribe(
                "order-executor",
                Stage.ORDERS,
                false,
                (sequence, now, event) -> {
                    if (event instanceof Readiness) {
                        loop.emit(new Reconciliation(true, "", now));
                    } else if (event instanceof OrderIntent) {
                        atIntents.add(gate);
                    }
                });
        loop.subscribe(
                "risk",
                Stage.RISK,
                false,
                (sequence, now, event) -> {
                    if (event instanceof Reconciliation fact) {
                        gate = fact;
                    }
                });
        loop.subscribe(
                "strategy",
                Stage.STRATEGIES,
                false,
                (sequence, now, event) -> {
                    if (event instanceof Readiness) {
                        loop.emit(intent(now));
                    }
                });
    }

    @AfterEach
    void stop() {
        created.forEach(PositionManager::deactivate);
    }

    @Test
    void shouldDoubtAheadOfTheIntentsOfTheSameReadinessWhileADisagreementStands() {
        PositionManager manager = create();
        adopt();
        broker.setPosition("KO", "12", "60");
        manager.compareWithVenue();
        manager.compareWithVenue();

        ready();

        assertThat(atIntents)
                .extracting(Reconciliation::detail)
                .containsExactly("positions disagree: KO ours=0 venue=12 unexplained=12");
        assertThat(gate.reconciled()).isFalse();
    }

    @Test
    void shouldDoubtFromTheStartUntilPositionsWereFoundToAgree() {
        PositionManager manager = create();
        adopt();
        ready();
        assertThat(manager.health().isReady()).isTrue();
        assertThat(manager.health().detail()).contains("new orders are denied until");

        assertThat(manager.compareWithVenue()).isTrue();
        assertThat(gate.reconciled()).isTrue();
        ready();

        assertThat(atIntents).extracting(Reconciliation::detail).containsExactly(NOT_COMPARED, "");
        assertThat(manager.health().detail()).doesNotContain("denied");
    }

    @Test
    void shouldTakeBackWhatTheExecutorSaidBeforeARestart() {
        adopt();
        ready();
        assertThat(gate.reconciled()).isTrue();

        create();

        assertThat(gate.reconciled()).isFalse();
        assertThat(gate.detail()).isEqualTo(NOT_COMPARED);
    }

    @Test
    void shouldGoOnDoubtingAndCompareSoonAgainAfterADifferenceSeenOnlyOnce() {
        PositionManager manager = create();
        adopt();
        broker.setPosition("KO", "12", "60");

        assertThat(manager.compareWithVenue()).isFalse();
        ready();
        assertThat(gate.detail()).isEqualTo(NOT_COMPARED);
        assertThat(manager.health().isReady()).isTrue();

        broker.setPosition("KO", "0", "60");
        assertThat(manager.compareWithVenue()).isTrue();
        assertThat(gate.reconciled()).isTrue();
    }

    @Test
    void shouldSettleDespiteADifferenceThatAnOpenOrderExplains() {
        PositionManager manager = create();
        adopt();
        ready();
        broker.setPosition("KO", "12", "60");
        orders.openOrder("KO", 12, clock.instant());

        assertThat(manager.compareWithVenue()).isTrue();

        assertThat(gate.reconciled()).isTrue();
    }

    @Test
    void shouldNotSettleOverAWrongPositionBehindAnOpenOrder() {
        PositionManager manager = create();
        adopt();
        ready();
        broker.setPosition("KO", "12", "60");
        orders.openOrder("KO", 11, clock.instant());

        assertThat(manager.compareWithVenue()).isFalse();
        assertThat(gate.reconciled()).isFalse();
        assertThat(manager.compareWithVenue()).isTrue();

        assertThat(gate.reconciled()).isFalse();
        assertThat(gate.detail())
                .isEqualTo("positions disagree: KO ours=0 venue=12 unexplained=1 pendingBuys=11");
    }

    @Test
    void shouldDoubtWhenTheVenueHasNotToldItsPositionsForTooLong() {
        PositionManager manager = create();
        adopt();
        ready();
        manager.compareWithVenue();
        broker.disconnect();

        clock.advance(Duration.ofHours(1));
        nanos.addAndGet(Duration.ofSeconds(120).toNanos());
        manager.compareWithVenue();
        assertThat(gate.reconciled()).isTrue();

        nanos.addAndGet(1);
        manager.compareWithVenue();
        assertThat(gate.reconciled()).isFalse();
        assertThat(gate.detail()).isEqualTo("positions not compared: the venue is not connected");
        assertThat(manager.health().status()).isEqualTo(Health.Status.WARN);

        broker.connect();
        manager.compareWithVenue();
        assertThat(gate.reconciled()).isTrue();
        assertThat(manager.health().status()).isEqualTo(Health.Status.OK);
    }

    /** B83. */
    @Test
    void shouldLetNobodyAddToAPositionAfterASplitUntilItWasCompared() {
        PositionManager manager = create();
        adopt();
        ready();
        manager.compareWithVenue();
        Symbol split = Symbol.of("KO");

        loop.append(
                new PositionAdjusted(
                        "a1",
                        "SPLIT",
                        split,
                        Quantity.of(10),
                        PositionAdjusted.Effect.SPLIT,
                        Money.ZERO,
                        Money.ZERO,
                        "",
                        clock.instant()));
        assertThat(loop.delivered(SymbolFrozen.class))
                .singleElement()
                .matches(frozen -> frozen.symbol().equals(split) && frozen.holdsAt(frozen.at()));

        broker.setPosition("KO", "10", "60");
        manager.compareWithVenue();
        assertThat(loop.delivered(SymbolFrozen.class))
                .last()
                .matches(frozen -> !frozen.holdsAt(frozen.at()));
    }

    @Test
    void shouldCompareAtOnceWhenTheExecutorHasReconciled() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        orders.onLook(
                () -> {
                    awaitQuietly(told);
                    looked.countDown();
                });
        PositionManager manager = create();
        adopt();
        broker.disconnect();
        manager.start();
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!manager.health().detail().contains("not connected")) {
            assertThat(System.nanoTime()).isLessThan(deadlineNanos);
            Thread.onSpinWait();
        }

        broker.connect();
        ready();
        told.countDown();

        assertThat(looked.await(1, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private PositionManager create() {
        PositionManager manager =
                new PositionManager(
                        orders,
                        loop,
                        loop,
                        clock,
                        latch,
                        Duration.ofHours(1),
                        Duration.ofMinutes(2),
                        Duration.ofMillis(100),
                        nanos::get);
        manager.broker = broker;
        created.add(manager);
        return manager;
    }

    private void adopt() {
        loop.append(new AccountAdopted("PA1", Money.parse("1000"), List.of(), clock.instant()));
    }

    private void ready() {
        loop.publishFirst(new Readiness(List.of(), clock.instant()));
    }

    private static OrderIntent intent(Instant now) {
        return new OrderIntent(
                new IntentId("i-1"),
                "cross",
                Symbol.of("KO"),
                Side.BUY,
                Quantity.of(1),
                new OrderTerms.Market(),
                TimeInForce.DAY,
                "test",
                now);
    }
}
