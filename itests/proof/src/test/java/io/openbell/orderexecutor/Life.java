package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.RiskGate;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Symbol;
import io.openbell.engine.EventLoop;
import io.openbell.engine.LoopClock;
import io.openbell.engine.LoopSettings;
import io.openbell.engine.SegmentedJournal;
import io.openbell.positionmanager.ComparedPositions;
import io.openbell.testkit.FakeHaltLatch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One life of a process: loop, journal on a real disk, and executor, from its start until it is killed. Everything that the
 * executor measures by {@link System#nanoTime} runs so many times as fast, so that a minute of asking takes a second.
 */
public final class Life implements AutoCloseable {

    private static final int SEGMENT_BYTES = 16 << 20;
    private static final ExecutorSettings SETTINGS =
            new ExecutorSettings(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(600),
                    Duration.ofSeconds(20),
                    200_000,
                    ShutdownPolicy.LEAVE,
                    SuspendPolicy.WHEN_EMPTY);

    private final LoopClock clock = LoopClock.system();
    private final FakeHaltLatch latch = new FakeHaltLatch(clock);
    private final EventLoop loop;
    private final SegmentedJournal journal;
    private final OrderExecutor executor;
    private final Thread sender;
    private final Thread reconciler;
    private volatile boolean dead;

    /**
     * A process starts.
     *
     * @param home  where the one before it left its journal
     * @param speed of the executor's clock
     * @param hears gets every event of this life
     */
    public Life(Path home, Broker broker, int speed, LoopSubscriber hears) {
        loop =
                new EventLoop(
                                new LoopSettings(
                                        4096, Duration.ofSeconds(30), Duration.ofSeconds(60)),
                                clock)
                        .start();
        journal = new SegmentedJournal(home.resolve("journal"), SEGMENT_BYTES, clock, loop);
        Instant now = clock.instant();
        long began = System.nanoTime();
        executor =
                new OrderExecutor(
                        broker,
                        loop,
                        journal,
                        new Session(TradingMode.PAPER, home, "proof", now, false),
                        clock,
                        latch,
                        SETTINGS,
                        () -> began + (System.nanoTime() - began) * speed);
        executor.gate = new OpenGate();
        loop.subscribe("proof", Stage.OBSERVERS, false, hears);
        sender = daemon("order-sender", executor.sender::run);
        reconciler = daemon("order-reconciler", this::reconcile);
        sender.start();
        reconciler.start();
    }

    private void reconcile() {
        try {
            loop.tell(executor.flow.reconciliation());
            while (!dead) {
                executor.reconciler.step();
                Thread.sleep(2);
            }
        } catch (InterruptedException killed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its loop. */
    public EventLoop loop() {
        return loop;
    }

    /**
     * Positions beside the orders, compared with the venue's on a thread of their own, so many times as often. To be closed
     * before this life.
     */
    public ComparedPositions positions(Broker broker, int speed) {
        return new ComparedPositions(executor, loop, journal, clock, latch, broker, speed);
    }

    /** Why trading was halted, for people. */
    public String halt() {
        return latch.describe();
    }

    /** It takes wishes. */
    public boolean isReady() {
        return executor.flow.reconciliation().reconciled();
    }

    /** Why it does not take wishes, for people. */
    public String obstacle() {
        return executor.flow.reconciliation() + " " + executor.reconciler.obstacle();
    }

    /** Somebody wishes for an order. */
    public void wish(OrderIntent intent) {
        loop.publishFirst(intent);
    }

    /** Somebody asks for something. */
    public void command(TradingEvent event) {
        loop.publishFirst(event);
    }

    /** Somebody wants it out of the market. */
    public void cancel(OrderId id) {
        loop.publishFirst(new CancelOrder(id, "proof"));
    }

    /** The book, and what became of wishes. */
    public OrderExecutor book() {
        return executor;
    }

    /** The order of a wish. */
    public Optional<Order> order(OrderIntent intent) {
        return executor.order(intent.id());
    }

    /** It was decided about the wish, one way or the other. */
    public boolean isDecided(OrderIntent intent) {
        return executor.order(intent.id()).isPresent() || executor.denial(intent.id()).isPresent();
    }

    /** An order of this symbol is in a state that nobody knows. */
    public boolean isUnknown(Symbol symbol) {
        return executor.open().stream()
                .anyMatch(
                        order ->
                                order.status() == OrderStatus.UNKNOWN
                                        && order.intent().symbol().equals(symbol));
    }

    /** It waits to be sent, or is being sent. */
    public boolean isOnItsWay(OrderId id) {
        return executor.sender.owns(id);
    }

    /** Orders that wait to be sent. */
    public int backlog() {
        return executor.sender.backlog();
    }

    /** Every order, newest first. */
    public List<Order> orders() {
        return executor.recent(Integer.MAX_VALUE);
    }

    /** The process is killed; nothing is said or written any more. */
    public void kill() throws InterruptedException {
        dead = true;
        executor.kill();
        sender.interrupt();
        reconciler.interrupt();
        journal.close();
        sender.join(5_000);
        reconciler.join(5_000);
        loop.close();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Approves everything: what is shown is the executor's own care. */
    private static final class OpenGate implements RiskGate {

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
