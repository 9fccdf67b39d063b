package io.openbell.orderexecutor;

import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.RiskGate;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingMode;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeBroker;
import io.openbell.testkit.FakeHaltLatch;
import io.openbell.testkit.Intents;
import io.openbell.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An executor with loop, journal and broker in memory, whose threads do one step when the test says so. */
final class Desk {

    static final ExecutorSettings SETTINGS = settings(SuspendPolicy.WHEN_EMPTY);

    final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    final DirectLoop loop = new DirectLoop(clock);
    final FakeBroker broker = new FakeBroker(clock);
    final FakeHaltLatch latch = new FakeHaltLatch(clock);
    final Intents intents = new Intents(clock.instant());
    private final OrderJournal journal;
    private long nanos;
    OrderExecutor executor;

    /** Started, but nothing was asked yet. */
    Desk() {
        this(null);
    }

    /** The same with this journal in place of the loop's own; null for the loop's. */
    Desk(@Nullable Function<DirectLoop, OrderJournal> disk) {
        journal = disk == null ? loop : disk.apply(loop);
        executor = start();
    }

    /** A desk that is reconciled. */
    static Desk open() {
        Desk desk = new Desk();
        desk.step();
        return desk;
    }

    static ExecutorSettings settings(SuspendPolicy policy) {
        return new ExecutorSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMillis(500),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofMillis(20),
                1_000,
                ShutdownPolicy.LEAVE,
                policy);
    }

    private OrderExecutor start() {
        OrderExecutor started =
                new OrderExecutor(
                        broker,
                        loop,
                        journal,
                        session(clock.instant()),
                        clock,
                        latch,
                        SETTINGS,
                        this::nanos);
        started.gate = new OpenGate();
        return started;
    }

    static Session session(Instant now) {
        return new Session(TradingMode.PAPER, Path.of("home"), "test", now, false);
    }

    /** The component goes away and comes back, as in a new process on the same disk. */
    void restart() throws InterruptedException {
        executor.deactivate();
        executor = start();
    }

    /** The process is killed: nobody says goodbye. What was told to the old one is lost. */
    void crash() {
        executor.kill();
        executor = start();
    }

    /** The reconciler does what is due. */
    Duration step() {
        return executor.reconciler.step();
    }

    /** Time passes, and then the reconciler does what is due. */
    void stepAfter(Duration time) {
        pass(time);
        step();
    }

    void pass(Duration time) {
        clock.advance(time);
        nanos += time.toNanos();
    }

    /** Somebody wishes, and the sender works it off. */
    Order send(OrderIntent intent) throws InterruptedException {
        wish(intent);
        executor.sender.drain();
        return order(intent);
    }

    void wish(OrderIntent intent) {
        loop.publishFirst(intent);
    }

    void cancel(OrderId id) throws InterruptedException {
        loop.publishFirst(new CancelOrder(id, "test"));
        executor.sender.drain();
    }

    Order order(OrderIntent intent) {
        return executor.order(intent.id()).orElseThrow();
    }

    OrderStatus status(OrderIntent intent) {
        return order(intent).status();
    }

    boolean reconciled() {
        List<Reconciliation> facts = loop.delivered(Reconciliation.class);
        return !facts.isEmpty() && facts.get(facts.size() - 1).reconciled();
    }

    /** What the journal tells of an order, by kind. */
    List<String> story(OrderId id) {
        return loop.journaled().stream()
                .filter(OfOrder.class::isInstance)
                .map(OfOrder.class::cast)
                .filter(event -> event.orderId().equals(id))
                .map(event -> event.getClass().getSimpleName().replace("Order", ""))
                .toList();
    }

    private long nanos() {
        return nanos;
    }

    /** Approves everything. */
    static class OpenGate implements RiskGate {

        @Override
        public RiskDecision review(
                OrderIntent intent, Collection<Order> open, boolean journalWritable, Instant now) {
            return new RiskDecision.Approved(intent);
        }

        @Override
        public GateState state() {
            return GateState.ACTIVE;
        }

        @Override
        public String detail() {
            return "";
        }
    }
}
