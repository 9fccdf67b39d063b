package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.component.Health;
import io.openbell.api.component.Supervision;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.value.Side;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeBroker;
import io.openbell.testkit.FakeHaltLatch;
import io.openbell.testkit.Intents;
import io.openbell.testkit.ManualClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The component with its threads. */
class OrderExecutorTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop events = new DirectLoop(clock);
    private final LockedLoop loop = new LockedLoop(events);
    private final FakeBroker broker = new FakeBroker(clock);
    private final Intents intents = new Intents(clock.instant());
    private final CountDownLatch answer = new CountDownLatch(1);
    private final OrderExecutor executor = start(Map.of());

    @AfterEach
    void stop() throws InterruptedException {
        answer.countDown();
        executor.deactivate();
    }

    @Test
    void shouldReconcileSendAndFillByItself() {
        awaitReady();
        OrderIntent wish = intents.buy("AAPL", "10", "100");

        loop.publishFirst(wish);
        await().until(() -> broker.submissions().size() == 1);
        await().until(() -> statusOf(wish) == OrderStatus.ACCEPTED);
        broker.fill(orderOf(wish).id(), "10", "100");

        await().until(() -> statusOf(wish) == OrderStatus.FILLED);
    }

    @Test
    void shouldEndTheProcessWhenAnotherAccountAnswers() {
        awaitReady();
        List<Integer> codes = new CopyOnWriteArrayList<>();
        executor.supervision =
                (Supervision)
                        Proxy.newProxyInstance(
                                Supervision.class.getClassLoader(),
                                new Class<?>[] {Supervision.class},
                                (proxy, method, arguments) -> codes.add((Integer) arguments[1]));
        broker.setAccountNumber("PA2");
        executor.reconciler.askForAccount();

        await().until(() -> codes.contains(77));
        assertThat(events.journaled()).anyMatch(HaltTrading.class::isInstance);
    }

    @Test
    void shouldEndItsThreadsAndTheSessionQuickly() throws InterruptedException {
        awaitReady();
        long began = System.nanoTime();

        executor.deactivate();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
        await().until(() -> threads().isEmpty());
        assertThat(events.journaled())
                .last()
                .isEqualTo(new SessionMark(false, "test", clock.instant()));
    }

    @Test
    void shouldLeaveAJournalThatSaysUnknownWhenTheVenueDoesNotAnswerInTime()
            throws InterruptedException {
        awaitReady();
        broker.answerNext(this::hang);
        OrderIntent hanging = intents.buy("AAPL", "10", "100");
        OrderIntent waiting = intents.buy("AAPL", "11", "100");
        loop.publishFirst(hanging);
        loop.publishFirst(waiting);
        await().until(() -> broker.submissions().size() == 1);
        long began = System.nanoTime();

        executor.deactivate();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(statusOf(hanging)).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(statusOf(waiting)).isEqualTo(OrderStatus.NOT_RECEIVED);
        answer.countDown();
        await().until(() -> threads().isEmpty());
        assertThat(broker.submissions()).hasSize(1);
    }

    @Test
    void shouldCancelEverythingFromAThreadOfItsOwnWhenTheLoopIsStuck() {
        awaitReady();
        broker.placeExternally("by-hand", "IBM", Side.BUY, "5");

        events.stall("ai-hft-system", 1_000, false);
        assertThat(broker.cancelAlls()).isZero();
        events.stall("ai-hft-system", 5_000, true);

        await().until(() -> broker.cancelAlls() == 1);
    }

    @Test
    void shouldCancelAgainWhatWasOnItsWayToTheVenueWhenTheLoopGotStuck() {
        awaitReady();
        broker.answerNext(this::hang);
        OrderIntent hanging = intents.buy("AAPL", "10", "100");
        OrderIntent waiting = intents.buy("AAPL", "11", "100");
        loop.publishFirst(hanging);
        loop.publishFirst(waiting);
        await().until(() -> broker.submissions().size() == 1);

        events.stall("ai-hft-system", 5_000, true);
        await().until(() -> broker.cancelAlls() == 1);
        answer.countDown();

        await().until(() -> statusOf(hanging) == OrderStatus.CANCELED);
        assertThat(statusOf(waiting)).isEqualTo(OrderStatus.NOT_RECEIVED);
        assertThat(broker.submissions()).hasSize(1);
    }

    @Test
    void shouldRefuseAComparisonThatIsTooOldBeforeTheNextOneIsDue() {
        assertThatThrownBy(
                        () ->
                                start(
                                        Map.of(
                                                "openOrdersPollSeconds",
                                                60,
                                                "maxComparisonAgeSeconds",
                                                60)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxComparisonAgeSeconds = 60")
                .hasMessageContaining("openOrdersPollSeconds (60)");
    }

    private void awaitReady() {
        await().until(() -> executor.health().status() == Health.Status.OK);
    }

    private SubmitOutcome hang(Order order) {
        try {
            answer.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return new SubmitOutcome.Accepted(broker.accept(order));
    }

    private Order orderOf(OrderIntent wish) {
        return executor.order(wish.id()).orElseThrow();
    }

    private OrderStatus statusOf(OrderIntent wish) {
        return orderOf(wish).status();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("order-"))
                .toList();
    }

    private OrderExecutor start(Map<String, Object> values) {
        ExecutorConfig config =
                (ExecutorConfig)
                        Proxy.newProxyInstance(
                                OrderExecutorTest.class.getClassLoader(),
                                new Class<?>[] {ExecutorConfig.class},
                                (proxy, method, arguments) ->
                                        values.getOrDefault(
                                                method.getName(), method.getDefaultValue()));
        OrderExecutor started =
                new OrderExecutor(
                        broker,
                        loop,
                        loop,
                        Desk.session(clock.instant()),
                        clock,
                        new FakeHaltLatch(clock),
                        config);
        started.gate = new Desk.OpenGate();
        return started;
    }
}
