package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.component.Health;
import io.openbell.api.engine.Journaled;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.LatchedHalt;
import io.openbell.api.risk.OrderSweep.Progress;
import io.openbell.api.risk.OrdersCleared;
import io.openbell.api.risk.Release;
import io.openbell.api.risk.ReleaseStep;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.StillHalted;
import io.openbell.api.risk.TradeSuspension;
import io.openbell.api.risk.TradeSuspension.Step;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeBroker;
import io.openbell.testkit.FakeHaltLatch;
import io.openbell.testkit.Intents;
import io.openbell.testkit.ManualClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VenueSuspensionTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop events = new DirectLoop(clock);
    private final LockedLoop loop = new LockedLoop(events);
    private final FakeBroker broker = new FakeBroker(clock);
    private final FakeHaltLatch latch = new FakeHaltLatch(clock);
    private final Intents intents = new Intents(clock.instant());

    /** Runs before the venue says whether it takes orders. */
    private volatile Runnable atTheVenue = () -> {};

    private OrderExecutor executor = start(SuspendPolicy.WHEN_EMPTY);

    @AfterEach
    void stop() throws InterruptedException {
        executor.deactivate();
    }

    @Test
    void shouldHaveTheVenueTakeNoOrdersOnceTheMarketIsSwept() throws Exception {
        awaitReady();
        OrderIntent wish = intents.buy("AAPL", "10", "100");
        loop.publishFirst(wish);
        await().until(() -> statusOf(wish) == OrderStatus.ACCEPTED);
        OrderId hidden = executor.order(wish.id()).orElseThrow().id();
        broker.hide(hidden);
        latch.latch("ann", "test", true);
        await().until(() -> executor.latest().map(Progress::attempts).orElse(0) > 1);
        assertThat(broker.suspensions()).as("before the sweep is verified").isEmpty();
        broker.unhide(hidden);

        awaitStep(Step.CONFIRMED);

        assertThat(broker.isTradingSuspended()).isTrue();
        assertThat(steps()).containsExactly(Step.REQUESTED, Step.CONFIRMED);
        assertThat(latch.suspensionNote().isThere()).isTrue();
    }

    @Test
    void shouldNotMakeAKillWaitForAVenueThatDoesNotConfirm() {
        awaitReady();
        broker.ignoreSuspensions(true);

        latch.latch("ann", "test");

        await().until(this::isVerified);
        await().until(() -> broker.suspensions().size() > 2);
        assertThat(step()).isEqualTo(Step.REQUESTED);
        broker.ignoreSuspensions(false);
        awaitStep(Step.CONFIRMED);
    }

    @Test
    void shouldLeaveTheVenueAloneWhenStopsWereKept() {
        awaitReady();
        keptStop();

        latch.latch("ann", "test", true);
        await().until(this::isVerified);
        awaitIdle();

        assertThat(executor.latest().orElseThrow().kept()).isEqualTo(1);
        assertThat(broker.suspensions()).isEmpty();

        latch.latch("bob", "everything", false);
        awaitStep(Step.CONFIRMED);
    }

    @Test
    void shouldSuspendWithStopsKeptWhereThatIsWanted() throws InterruptedException {
        restart(SuspendPolicy.ALWAYS);
        keptStop();

        latch.latch("ann", "test", true);

        awaitStep(Step.CONFIRMED);
        assertThat(executor.latest().orElseThrow().kept()).isEqualTo(1);
    }

    @Test
    void shouldTellTheVenueNothingWhereThatIsNotWanted() throws InterruptedException {
        restart(SuspendPolicy.NEVER);

        latch.latch("ann", "test");
        await().until(this::isVerified);
        awaitIdle();

        assertThat(broker.suspensions()).isEmpty();
    }

    @Test
    void shouldTakeOrdersAgainBeforeTheLatchOpens() throws Exception {
        awaitReady();
        halt();
        latch.onRelease(assertingStep());

        latch.release(release());

        assertThat(broker.isTradingSuspended()).isFalse();
        assertThat(step()).isEqualTo(Step.LIFTED);
        assertThat(latch.suspensionNote().isThere()).isFalse();
        assertThat(latch.isLatched()).isFalse();
    }

    /** Asked after ours: the venue takes orders, and the latch is still closed. */
    private ReleaseStep assertingStep() {
        return new ReleaseStep() {
            @Override
            public void beforeRelease(Release release) {
                assertThat(latch.isLatched()).isTrue();
                assertThat(broker.suspensions()).endsWith(false);
            }

            @Override
            public void afterRelease(boolean released) {}
        };
    }

    @Test
    void shouldStayHaltedWhenTheVenueDoesNotConfirmThatItTakesOrders() throws Exception {
        awaitReady();
        halt();
        broker.failQuestions(new BrokerException("the venue is away", 503));

        assertThatThrownBy(() -> latch.release(release()))
                .isInstanceOf(StillHalted.class)
                .hasMessageContaining("the venue is away")
                .hasMessageContaining("suspend_trade");
        assertThat(latch.isLatched()).isTrue();

        broker.failQuestions(null);
        broker.ignoreSuspensions(true);
        assertThatThrownBy(() -> latch.release(release())).hasMessageContaining("takes none");
        assertThat(latch.isLatched()).isTrue();
        assertThat(broker.isTradingSuspended()).isTrue();

        broker.ignoreSuspensions(false);
        latch.release(release());
        assertThat(broker.isTradingSuspended()).isFalse();
    }

    @Test
    void shouldSuspendAgainWhenTheReleaseFailsAfterwards() throws Exception {
        awaitReady();
        halt();
        latch.onRelease(failingStep());

        assertThatThrownBy(() -> latch.release(release())).hasMessageContaining("the disk");

        await().until(broker::isTradingSuspended);
        awaitStep(Step.CONFIRMED);
        assertThat(broker.suspensions()).containsExactly(true, false, true);
    }

    private static ReleaseStep failingStep() {
        return new ReleaseStep() {
            @Override
            public void beforeRelease(Release release) throws StillHalted {
                throw new StillHalted("the disk did not answer");
            }

            @Override
            public void afterRelease(boolean released) {}
        };
    }

    @Test
    void shouldNeverLiftWhatItsOwnerHasSuspended() throws Exception {
        awaitReady();
        broker.setSuspended(true);
        latch.latch("ann", "test");
        awaitStep(Step.FOUND);

        latch.release(release());

        assertThat(broker.suspensions()).isEmpty();
        assertThat(broker.isTradingSuspended()).isTrue();
        assertThat(latch.isLatched()).isFalse();
    }

    @Test
    void shouldRememberOverARestartThatItIsOurs() throws Exception {
        awaitReady();
        halt();

        restart(SuspendPolicy.NEVER);
        latch.suspensionNote().find(false);
        latch.release(release());

        assertThat(broker.isTradingSuspended()).as("by the journal alone").isFalse();
    }

    @Test
    void shouldGoByTheNoteThatSomebodyLeftOnOurBehalf() throws Exception {
        awaitReady();
        broker.setSuspended(true);
        latch.suspensionNote().find(true);

        latch.latch("ann", "test");
        awaitStep(Step.CONFIRMED);
        latch.release(release());

        assertThat(broker.isTradingSuspended()).isFalse();
    }

    @Test
    void shouldFinishAfterARestartWhatAnEarlierProcessHadBegun() throws InterruptedException {
        awaitReady();
        executor.deactivate();
        halted();
        journal(new OrdersCleared(1, 0, clock.instant()));
        journal(new TradeSuspension(Step.REQUESTED, clock.instant()));

        executor = start(SuspendPolicy.WHEN_EMPTY);

        awaitStep(Step.CONFIRMED);
        assertThat(broker.cancelAlls()).as("swept before").isZero();
    }

    @Test
    void shouldNotFightWhoeverLiftsItAtTheVenueDuringAHalt() throws Exception {
        awaitReady();
        halt();
        broker.setSuspended(false);
        clock.advance(Duration.ofSeconds(61));
        loop.publishFirst(broker.account());
        awaitStep(Step.GONE);
        broker.setSuspended(true);

        restart(SuspendPolicy.WHEN_EMPTY);
        awaitIdle();
        latch.release(release());

        assertThat(broker.isTradingSuspended()).as("by its owner this time").isTrue();
        assertThat(broker.suspensions()).containsExactly(true);
    }

    @Test
    void shouldTellTheVenueAlthoughNeitherJournalNorDiskTakesIt() throws Exception {
        awaitReady();
        latch.suspensionNote().breakDisk();
        events.poisonJournal();

        latch.latch("ann", "test");

        await().until(broker::isTradingSuspended);
    }

    @Test
    void shouldSweepAgainForAHaltThatOnlyItsFileTellsOf() throws InterruptedException {
        awaitReady();
        executor.deactivate();
        halted();
        journal(new OrdersCleared(1, 0, clock.instant()));
        journal(new ResumeTrading("ann", "mended", clock.instant()));
        latch.find(new LatchedHalt("dead-man", "silent", clock.instant(), false));
        clock.advance(Duration.ofSeconds(1));

        executor = start(SuspendPolicy.WHEN_EMPTY);

        await().until(this::isVerified);
        assertThat(broker.cancelAlls()).isPositive();
    }

    @Test
    void shouldTellTheVenueNothingOfAHaltThatEndedAfterTheExecutorDid() throws Exception {
        awaitReady();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        atTheVenue =
                () -> {
                    asked.countDown();
                    Uninterruptibly.await(answers);
                };
        latch.latch("ann", "test");
        asked.await();
        executor.kill();
        atTheVenue = () -> {};

        latch.release(release());
        answers.countDown();
        awaitIdle();

        assertThat(broker.suspensions()).isEmpty();
        assertThat(latch.suspensionNote().isThere()).isFalse();
        assertThat(steps()).isEmpty();
    }

    /** A client that does not hear of the end of whoever asks. */
    private static final class Uninterruptibly {
        static void await(CountDownLatch awaited) {
            boolean interrupted = false;
            while (true) {
                try {
                    awaited.await();
                    break;
                } catch (InterruptedException ignored) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Broker slowToSay() {
        return (Broker)
                Proxy.newProxyInstance(
                        VenueSuspensionTest.class.getClassLoader(),
                        new Class<?>[] {Broker.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("isTradingSuspended")) {
                                atTheVenue.run();
                            }
                            try {
                                return method.invoke(broker, arguments);
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        });
    }

    private void halt() {
        latch.latch("ann", "test");
        awaitStep(Step.CONFIRMED);
    }

    private void halted() {
        journal(new HaltTrading("ann", "test", clock.instant()));
        latch.find(new LatchedHalt("ann", "test", clock.instant(), false));
        clock.advance(Duration.ofSeconds(1));
    }

    private void journal(Journaled event) {
        loop.append(event, () -> {});
    }

    private Release release() {
        return new Release("ann", "mended", "", clock.instant(), List.of());
    }

    private void keptStop() {
        broker.setPosition("AAPL", "10", "100");
        broker.answerNext(order -> new SubmitOutcome.Accepted(broker.acceptAsStop(order)));
        OrderIntent stop = intents.sell("AAPL", "10", "90");
        loop.publishFirst(stop);
        await().until(() -> statusOf(stop) == OrderStatus.ACCEPTED);
    }

    private OrderStatus statusOf(OrderIntent wish) {
        return executor.order(wish.id()).orElseThrow().status();
    }

    private @Nullable Step step() {
        return executor.suspension().map(TradeSuspension::step).orElse(null);
    }

    private List<Step> steps() {
        return events.journaled().stream()
                .filter(TradeSuspension.class::isInstance)
                .map(event -> ((TradeSuspension) event).step())
                .toList();
    }

    private void awaitStep(Step wanted) {
        await().until(() -> step() == wanted);
        awaitIdle();
    }

    /** Nothing is being told to the venue. */
    private static void awaitIdle() {
        await().until(
                        () ->
                                Thread.getAllStackTraces().keySet().stream()
                                        .map(Thread::getName)
                                        .noneMatch(
                                                List.of("order-emergency", "venue-suspension")
                                                        ::contains));
    }

    private boolean isVerified() {
        return executor.latest().map(Progress::verified).orElse(false);
    }

    private void awaitReady() {
        await().until(() -> executor.health().status() == Health.Status.OK);
    }

    private void restart(SuspendPolicy policy) throws InterruptedException {
        executor.deactivate();
        executor = start(policy);
        awaitReady();
    }

    private OrderExecutor start(SuspendPolicy policy) {
        OrderExecutor started =
                new OrderExecutor(
                        slowToSay(),
                        loop,
                        loop,
                        Desk.session(clock.instant()),
                        clock,
                        latch,
                        Desk.settings(policy),
                        System::nanoTime);
        started.gate = new Desk.OpenGate();
        started.startThreads();
        return started;
    }
}
