package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.component.Health;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.LatchedHalt;
import io.openbell.api.risk.OrderSweep.Progress;
import io.openbell.api.risk.OrdersCleared;
import io.openbell.api.risk.Release;
import io.openbell.api.value.Side;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeBroker;
import io.openbell.testkit.FakeHaltLatch;
import io.openbell.testkit.Intents;
import io.openbell.testkit.ManualClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HaltTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop events = new DirectLoop(clock);
    private final LockedLoop loop = new LockedLoop(events);
    private final FakeBroker broker = new FakeBroker(clock);
    private final FakeHaltLatch latch = new FakeHaltLatch(clock);
    private final Intents intents = new Intents(clock.instant());

    /** Runs where the client is about to write an order to the wire. */
    private volatile Runnable atTheWire = () -> {};

    private OrderExecutor executor = start();

    @AfterEach
    void stop() throws InterruptedException {
        executor.deactivate();
    }

    @Test
    void shouldNotSendWhatIsAtTheWireWhenTradingIsHalted() {
        awaitReady();
        atTheWire = () -> latch.latch("ann", "test");
        OrderIntent wish = intents.buy("AAPL", "10", "100");

        loop.publishFirst(wish);

        await().until(() -> statusOf(wish) == OrderStatus.REJECTED);
        assertThat(broker.submissions()).isEmpty();
    }

    @Test
    void shouldDenyWhateverIsWishedWhileTradingIsHalted() {
        awaitReady();
        latch.latch("ann", "test");
        OrderIntent wish = intents.buy("AAPL", "10", "100");

        loop.publishFirst(wish);

        await().until(() -> executor.denial(wish.id()).isPresent());
        assertThat(executor.denial(wish.id()).orElseThrow().code())
                .isEqualTo(DenyReason.LATCHED_HALT.name());
    }

    @Test
    void shouldCancelEveryOrderOfTheAccountAndAskUntilNoneIsLeft() {
        awaitReady();
        OrderIntent wish = intents.buy("AAPL", "10", "100");
        loop.publishFirst(wish);
        await().until(() -> statusOf(wish) == OrderStatus.ACCEPTED);
        broker.placeExternally("by-hand", "IBM", Side.BUY, "5");

        latch.latch("ann", "test");

        await().until(this::isVerified);
        await().until(() -> statusOf(wish) == OrderStatus.CANCELED);
        assertThat(events.journaled()).anyMatch(OrdersCleared.class::isInstance);
    }

    @Test
    void shouldGoOnAskingWhileTheVenueDoesNotAnswer() {
        awaitReady();
        broker.placeExternally("by-hand", "IBM", Side.BUY, "5");
        broker.failQuestions(new BrokerException("the venue is away", 503));

        latch.latch("ann", "test");
        await().until(() -> executor.latest().map(Progress::attempts).orElse(0) > 1);
        assertThat(isVerified()).isFalse();
        broker.failQuestions(null);

        await().until(this::isVerified);
    }

    @Test
    void shouldGoOnWhileTheFateOfAnOrderIsUnknown() {
        awaitReady();
        broker.loseNextOrder();
        OrderIntent lost = intents.buy("AAPL", "10", "100");
        loop.publishFirst(lost);
        await().until(() -> statusOf(lost) == OrderStatus.UNKNOWN);

        latch.latch("ann", "test");
        await().until(() -> executor.latest().map(Progress::attempts).orElse(0) > 1);

        assertThat(events.journaled()).noneMatch(OrdersCleared.class::isInstance);
    }

    @Test
    void shouldNotCallTheMarketFreeWhileTheVenueHidesAnAcceptedOrder() {
        awaitReady();
        OrderIntent wish = intents.buy("AAPL", "10", "100");
        loop.publishFirst(wish);
        await().until(() -> statusOf(wish) == OrderStatus.ACCEPTED);
        OrderId hidden = executor.order(wish.id()).orElseThrow().id();
        broker.hide(hidden);
        assertThat(listed()).as("what the venue lists").isEmpty();

        latch.latch("ann", "test", true);
        await().until(() -> executor.latest().map(Progress::attempts).orElse(0) > 1);
        assertThat(isVerified()).isFalse();
        assertThat(executor.latest().orElseThrow().obstacle()).contains(hidden.value());
        assertThat(events.journaled()).noneMatch(OrdersCleared.class::isInstance);
        broker.unhide(hidden);

        await().until(this::isVerified);
        assertThat(broker.order(hidden).isOpen()).isFalse();
        await().until(() -> events.journaled().stream().anyMatch(OrdersCleared.class::isInstance));
    }

    @Test
    void shouldCancelByTheVenuesNameWhatTheVenueHides() {
        awaitReady();
        OrderIntent wish = intents.buy("AAPL", "10", "100");
        loop.publishFirst(wish);
        await().until(() -> statusOf(wish) == OrderStatus.ACCEPTED);
        OrderId hidden = executor.order(wish.id()).orElseThrow().id();
        broker.hide(hidden);

        latch.latch("ann", "test");

        await().until(() -> statusOf(wish) == OrderStatus.CANCELED);
        await().until(this::isVerified);
        assertThat(broker.order(hidden).isOpen()).isFalse();
    }

    @Test
    void shouldBelieveTheVenueThatAnOrderIsOverOfWhichTheStreamToldNothing() {
        awaitReady();
        OrderIntent wish = intents.buy("AAPL", "10", "100");
        loop.publishFirst(wish);
        await().until(() -> statusOf(wish) == OrderStatus.ACCEPTED);
        broker.mute(true);

        latch.latch("ann", "test");

        await().until(this::isVerified);
    }

    @Test
    void shouldCancelAnOrderOfOursThatShowsUpAfterTheSweep() {
        awaitReady();
        atTheWire = () -> latch.latch("ann", "test");
        OrderIntent wish = intents.buy("AAPL", "10", "100");
        loop.publishFirst(wish);
        await().until(() -> statusOf(wish) == OrderStatus.REJECTED);
        await().until(this::isVerified);
        await().until(() -> sweepThreads() == 0);
        broker.placeExternally("by-hand", "IBM", Side.BUY, "5");
        Order ours = executor.order(wish.id()).orElseThrow();

        broker.report(stated(broker.accept(ours)));

        await().until(() -> !broker.order(ours.id()).isOpen());
        await().until(this::isVerified);
        assertThat(listed()).as("orders of others stay").containsExactly("by-hand");
    }

    @Test
    void shouldLeaveAStopThatWasKeptWhenTheVenueStatesItAgain() {
        awaitReady();
        broker.setPosition("AAPL", "10", "100");
        broker.answerNext(order -> new SubmitOutcome.Accepted(broker.acceptAsStop(order)));
        OrderIntent stop = intents.sell("AAPL", "10", "90");
        loop.publishFirst(stop);
        await().until(() -> statusOf(stop) == OrderStatus.ACCEPTED);
        OrderId kept = executor.order(stop.id()).orElseThrow().id();
        latch.latch("ann", "test", true);
        await().until(this::isVerified);
        await().until(() -> sweepThreads() == 0);

        broker.report(stated(broker.order(kept)));
        await().until(() -> sweepThreads() == 0);

        assertThat(broker.order(kept).isOpen()).isTrue();
        assertThat(broker.cancels()).isEmpty();
        assertThat(executor.latest().orElseThrow().kept()).isEqualTo(1);
    }

    private List<String> listed() {
        try {
            return broker.openOrders().stream().map(order -> order.clientId().value()).toList();
        } catch (BrokerException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private BrokerReport stated(BrokerOrder order) {
        return new BrokerReport("new", order, Optional.empty(), clock.instant());
    }

    @Test
    void shouldSweepAfterARestartWhatWasNotSweptBefore() throws InterruptedException {
        awaitReady();
        executor.deactivate();
        halted();
        broker.placeExternally("by-hand", "IBM", Side.BUY, "5");

        executor = start();

        await().until(this::isVerified);
        assertThat(broker.cancelAlls()).isPositive();
    }

    @Test
    void shouldLeaveOrdersAloneThatCameAfterTheSweep() throws InterruptedException {
        awaitReady();
        executor.deactivate();
        halted();
        loop.append(new OrdersCleared(1, 0, clock.instant()), () -> {});
        broker.placeExternally("stop-by-hand", "IBM", Side.SELL, "5");

        executor = start();
        awaitReady();
        await().until(() -> sweepThreads() == 0);

        assertThat(broker.cancelAlls()).isZero();
        assertThat(executor.isSwept()).as("as the journal tells").isTrue();
    }

    @Test
    void shouldNotCallTheMarketSweptForTheHaltBefore() throws Exception {
        awaitReady();
        assertThat(executor.isSwept()).as("not halted").isFalse();
        sweep(false);
        assertThat(executor.isSwept()).isTrue();
        latch.release(new Release("ann", "mended", "", clock.instant(), List.of()));
        assertThat(executor.isSwept()).as("resumed").isFalse();
        broker.failQuestions(new BrokerException("the venue is away", 503));

        clock.advance(Duration.ofSeconds(1));
        latch.onLatch(halt -> assertThat(executor.isSwept()).as("as it begins").isFalse());
        latch.latch("ann", "another one");
        assertThat(executor.isSwept()).isFalse();
        broker.failQuestions(null);

        await().until(executor::isSwept);
    }

    @Test
    void shouldNotCallTheMarketSweptWhileStopsThatWereKeptAreStillToGo() throws Exception {
        awaitReady();
        sweep(true);
        assertThat(executor.isSwept()).isTrue();
        broker.failQuestions(new BrokerException("the venue is away", 503));

        latch.latch("bob", "everything", false);

        assertThat(executor.isSwept()).isFalse();
        broker.failQuestions(null);
        await().until(executor::isSwept);
    }

    @Test
    void shouldNotCallTheMarketSweptWhileAnOrderThatShowedUpIsStillToGo() throws Exception {
        awaitReady();
        atTheWire = () -> latch.latch("ann", "test");
        OrderIntent wish = intents.buy("AAPL", "10", "100");
        loop.publishFirst(wish);
        await().until(() -> statusOf(wish) == OrderStatus.REJECTED);
        await().until(executor::isSwept);
        broker.failQuestions(new BrokerException("the venue is away", 503));

        broker.report(stated(broker.accept(executor.order(wish.id()).orElseThrow())));

        await().until(() -> !executor.isSwept());
        broker.failQuestions(null);
        await().until(executor::isSwept);
        assertThat(listed()).isEmpty();
    }

    @Test
    void shouldKeepStopsAgainInAHaltAfterOneThatCanceledEverythingWasResumedFrom()
            throws Exception {
        awaitReady();
        sweep(true);
        assertThat(broker.cancelAlls()).as("asked to keep stops").isZero();
        sweep(false);
        int widened = broker.cancelAlls();
        assertThat(widened).isPositive();
        sweep(true);
        assertThat(broker.cancelAlls()).as("the wider halt stands").isGreaterThan(widened);
        int before = broker.cancelAlls();

        latch.release(new Release("ann", "mended", "", clock.instant(), List.of()));
        sweep(true);

        assertThat(broker.cancelAlls()).isEqualTo(before);
    }

    private void sweep(boolean keepStops) {
        clock.advance(Duration.ofSeconds(1));
        latch.latch("breaker", "daily loss", keepStops);
        await().until(
                        () ->
                                executor.latest()
                                        .filter(done -> done.begunAt().equals(clock.instant()))
                                        .map(Progress::verified)
                                        .orElse(false));
        await().until(() -> sweepThreads() == 0);
    }

    private void halted() {
        loop.append(new HaltTrading("ann", "test", clock.instant()), () -> {});
        latch.find(new LatchedHalt("ann", "test", clock.instant(), false));
        clock.advance(Duration.ofSeconds(1));
    }

    private boolean isVerified() {
        return executor.latest().map(Progress::verified).orElse(false);
    }

    private static long sweepThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("order-emergency"))
                .count();
    }

    private OrderStatus statusOf(OrderIntent wish) {
        return executor.order(wish.id()).orElseThrow().status();
    }

    private void awaitReady() {
        await().until(() -> executor.health().status() == Health.Status.OK);
    }

    private OrderExecutor start() {
        OrderExecutor started =
                new OrderExecutor(
                        slowAtTheWire(),
                        loop,
                        loop,
                        Desk.session(clock.instant()),
                        clock,
                        latch,
                        Desk.SETTINGS,
                        System::nanoTime);
        started.gate = new Desk.OpenGate();
        started.startThreads();
        return started;
    }

    /** The client, with a place to interfere between the last decision and the first byte. */
    private Broker slowAtTheWire() {
        return (Broker)
                Proxy.newProxyInstance(
                        HaltTest.class.getClassLoader(),
                        new Class<?>[] {Broker.class},
                        (proxy, method, arguments) -> {
                            if (arguments != null
                                    && arguments.length > 1
                                    && arguments[arguments.length - 1] instanceof BooleanSupplier) {
                                atTheWire.run();
                            }
                            try {
                                return method.invoke(broker, arguments);
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        });
    }
}
