package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.component.Health;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.WindDown.Outcome;
import io.openbell.api.value.Price;
import io.openbell.api.value.Side;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeBroker;
import io.openbell.testkit.FakeHaltLatch;
import io.openbell.testkit.FakePositionBook;
import io.openbell.testkit.Intents;
import io.openbell.testkit.ManualClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of a session's trading, with the executor's threads. */
class OrdersAtShutdownTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop events = new DirectLoop(clock);
    private final LockedLoop loop = new LockedLoop(events);
    private final FakeBroker broker = new FakeBroker(clock);
    private final FakeHaltLatch latch = new FakeHaltLatch(clock);
    private final Intents intents = new Intents(clock.instant());
    private final CountDownLatch answer = new CountDownLatch(1);
    private OrderExecutor executor = executor("leave");

    @AfterEach
    void stop() throws InterruptedException {
        answer.countDown();
        executor.deactivate();
    }

    @Test
    void shouldLetNothingLeaveOnceItHasBegunAndLeaveWhatRests() throws InterruptedException {
        start("leave");
        OrderIntent resting = send(intents.buy("AAPL", "10", "100"));

        executor.begin("test");
        executor.begin("test, again");
        OrderIntent late = intents.buy("AAPL", "11", "100");
        loop.publishFirst(late);
        Outcome outcome = executor.finish(LIMIT);

        assertThat(broker.submissions()).hasSize(1);
        assertThat(executor.denial(late.id()).orElseThrow().detail()).contains("session=ending");
        assertThat(status(resting)).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(outcome).isEqualTo(new Outcome("leave", true, 0, 1, 0, java.util.List.of()));
    }

    /** The control of the test above: without the end of the session the same wish leaves. */
    @Test
    void shouldSendTheSameWishWhileTheSessionRuns() {
        start("leave");
        send(intents.buy("AAPL", "10", "100"));

        send(intents.buy("AAPL", "11", "100"));

        assertThat(broker.submissions()).hasSize(2);
    }

    @Test
    void shouldDropWhatWaitsBehindAnOrderThatIsAtTheVenue() throws InterruptedException {
        start("leave");
        broker.answerNext(this::hang);
        OrderIntent hanging = intents.buy("AAPL", "10", "100");
        OrderIntent waiting = intents.buy("AAPL", "11", "100");
        loop.publishFirst(hanging);
        loop.publishFirst(waiting);
        await().until(() -> broker.submissions().size() == 1);

        executor.begin("test");
        Outcome late = executor.finish(Duration.ofMillis(200));
        answer.countDown();
        Outcome outcome = executor.finish(LIMIT);

        assertThat(late.drained()).isFalse();
        assertThat(outcome.drained()).isTrue();
        assertThat(status(hanging)).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(status(waiting)).isEqualTo(OrderStatus.NOT_RECEIVED);
        assertThat(broker.submissions()).hasSize(1);
    }

    @Test
    void shouldCancelItsOwnOrdersButTheStopsOfPositionsAndNobodyElsesOrders()
            throws InterruptedException {
        start("cancel-own");
        broker.setPosition("MSFT", "5", "400");
        OrderIntent entry = send(intents.buy("AAPL", "10", "100"));
        OrderIntent stop =
                send(
                        intents.sell("MSFT", "5", "390")
                                .with(new OrderTerms.Stop(Price.parse("390"))));
        broker.state(executor.order(stop.id()).orElseThrow().id(), "stop");
        broker.placeExternally("by-hand", "IBM", Side.BUY, "5");

        Outcome outcome = executor.finish(LIMIT);

        assertThat(status(entry)).isEqualTo(OrderStatus.CANCELED);
        assertThat(status(stop)).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(broker.cancels()).hasSize(1);
        assertThat(outcome.canceled()).isEqualTo(1);
        assertThat(outcome.open()).isEqualTo(1);
    }

    @Test
    void shouldCancelEverythingAndCloseEveryPositionWhenItIsToFlatten()
            throws InterruptedException {
        start("flatten");
        broker.setPosition("MSFT", "5", "400");
        broker.setPosition("IBM", "-3", "200");
        FakePositionBook held = new FakePositionBook();
        held.hold("MSFT", "4", "400");
        held.give("MSFT", "trend");
        executor.positions = held;
        OrderIntent entry = send(intents.buy("AAPL", "10", "100"));
        broker.answerNext(this::fillAtOnce);
        Thread filler = new Thread(this::fillExits);
        filler.start();

        Outcome outcome = executor.finish(LIMIT);
        filler.join();

        assertThat(status(entry)).isEqualTo(OrderStatus.CANCELED);
        assertThat(outcome.obstacles()).isEmpty();
        assertThat(outcome.closed()).isEqualTo(3);
        assertThat(broker.submissions().stream().skip(1))
                .extracting(order -> order.intent().side() + " " + order.intent().quantity())
                .containsExactlyInAnyOrder("SELL 4", "SELL 1", "BUY 3");
        assertThat(broker.submissions().stream().skip(1))
                .extracting(order -> order.intent().source())
                .containsExactlyInAnyOrder("trend", "operator", "operator");
    }

    @Test
    void shouldClosePositionsOfNobodyWhileTradingIsHalted() throws InterruptedException {
        start("flatten");
        broker.setPosition("MSFT", "5", "400");
        latch.latch("test", "on purpose");

        Outcome outcome = executor.finish(LIMIT);

        assertThat(broker.submissions()).isEmpty();
        assertThat(outcome.obstacles()).anyMatch(text -> text.contains("halted"));
    }

    @Test
    void shouldRefuseAPolicyThatItDoesNotKnow() {
        start("leave");

        assertThatThrownBy(() -> executor("panic"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "openbell.order-executor.cfg: ordersAtShutdown = panic: not allowed; allowed leave, cancel-own, flatten");
    }

    private SubmitOutcome hang(Order order) {
        try {
            answer.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return new SubmitOutcome.Accepted(broker.accept(order));
    }

    private SubmitOutcome fillAtOnce(Order order) {
        return new SubmitOutcome.Accepted(broker.accept(order));
    }

    private void fillExits() {
        await().until(() -> broker.submissions().size() == 4);
        broker.submissions().stream()
                .skip(1)
                .forEach(
                        order ->
                                broker.fill(
                                        order.id(), order.intent().quantity().toString(), "100"));
    }

    private OrderIntent send(OrderIntent wish) {
        loop.publishFirst(wish);
        await().until(
                        () ->
                                executor.order(wish.id())
                                        .map(order -> order.status() == OrderStatus.ACCEPTED)
                                        .orElse(false));
        return wish;
    }

    private OrderStatus status(OrderIntent wish) {
        return executor.order(wish.id()).orElseThrow().status();
    }

    private void start(String policy) {
        executor.kill();
        executor = executor(policy);
        executor.gate = new Desk.OpenGate();
        await().until(() -> executor.health().status() == Health.Status.OK);
    }

    private OrderExecutor executor(String policy) {
        ExecutorConfig config =
                (ExecutorConfig)
                        Proxy.newProxyInstance(
                                OrdersAtShutdownTest.class.getClassLoader(),
                                new Class<?>[] {ExecutorConfig.class},
                                (proxy, method, arguments) ->
                                        method.getName().equals("ordersAtShutdown")
                                                ? policy
                                                : method.getDefaultValue());
        return new OrderExecutor(
                broker, loop, loop, Desk.session(clock.instant()), clock, latch, config);
    }
}
