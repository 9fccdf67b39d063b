package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.RiskGate;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Symbol;
import io.openbell.positionmanager.ComparedPositions;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeBroker;
import io.openbell.testkit.FakeHaltLatch;
import io.openbell.testkit.Intents;
import io.openbell.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/** Executor and positions at a venue in memory, which die and begin again when a row of the table says so. */
final class StartupStage implements OrderJournal, AutoCloseable {

    private static final ExecutorSettings SETTINGS =
            new ExecutorSettings(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(600),
                    Duration.ofMillis(20),
                    10_000,
                    ShutdownPolicy.LEAVE,
                    SuspendPolicy.WHEN_EMPTY);
    private static final Symbol AAPL = Symbol.of("AAPL");

    private record Held(Journaled event, Runnable durable) {}

    final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    final DirectLoop loop = new DirectLoop(clock);
    final FakeBroker broker = new FakeBroker(clock);
    final Intents intents = new Intents(clock.instant());
    private final FakeHaltLatch latch = new FakeHaltLatch(clock);
    private final List<Held> lost = new ArrayList<>();
    private UnaryOperator<Broker> view = real -> real;
    private boolean holding;
    private boolean early;
    private long nanos;
    private OrderExecutor executor;
    private ComparedPositions positions;

    /** One life that agrees with the venue. */
    StartupStage() {
        executor = start();
        positions = positions();
        run(2);
    }

    private OrderExecutor start() {
        OrderExecutor started =
                new OrderExecutor(
                        view.apply(broker),
                        loop,
                        this,
                        new Session(TradingMode.PAPER, Path.of("x"), "p", clock.instant(), false),
                        clock,
                        latch,
                        SETTINGS,
                        () -> nanos);
        started.gate = new OpenGate();
        return started;
    }

    private ComparedPositions positions() {
        return new ComparedPositions(executor, loop, loop, clock, latch, broker);
    }

    /** From now on the disk is too slow for this life: what is appended never gets there. */
    void loseWhatIsAppended() {
        holding = true;
    }

    /** The venue is seen this way by the next life. */
    void look(UnaryOperator<Broker> through) {
        view = through;
    }

    /** Nobody says goodbye. */
    void crash() {
        executor.kill();
        positions.close();
        holding = false;
        lost.clear();
        broker.mute(true);
    }

    /** The next life; nothing may be sent before it was compared. */
    void begin() {
        broker.mute(false);
        executor = start();
        positions = positions();
        OrderIntent tooEarly = intents.buy("TOOEARLY", "1", "1");
        early = lastFact().reconciled();
        loop.publishFirst(tooEarly);
        early |= executor.order(tooEarly.id()).isPresent();
        executor.reconciler.step();
        early |= lastFact().reconciled();
    }

    /** That many seconds pass, and what is due is done. */
    void run(int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.advance(Duration.ofSeconds(1));
            nanos += Duration.ofSeconds(1).toNanos();
            executor.reconciler.step();
            drain();
            if (i % 10 < 2) {
                positions.compare();
            }
        }
    }

    Order send(OrderIntent intent) {
        loop.publishFirst(intent);
        drain();
        return executor.order(intent.id()).orElseThrow();
    }

    /** Decided, and not sent. */
    void wish(OrderIntent intent) {
        loop.publishFirst(intent);
    }

    void cancel(OrderId id) {
        loop.publishFirst(new CancelOrder(id, "test"));
        drain();
    }

    private void drain() {
        try {
            executor.sender.drain();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private Reconciliation lastFact() {
        List<Reconciliation> facts = loop.delivered(Reconciliation.class);
        return facts.get(facts.size() - 1);
    }

    /** Everything a row expects, in one line. */
    String summary() {
        StringBuilder line = new StringBuilder();
        List<Order> orders = new ArrayList<>(executor.recent(10_000));
        for (int i = orders.size() - 1; i >= 0; i--) {
            line.append(orders.get(i).status()).append(' ').append(orders.get(i).filled());
            line.append(", ");
        }
        long fills = loop.journaled().stream().filter(OrderFilled.class::isInstance).count();
        boolean halted =
                latch.isLatched()
                        || loop.journaled().stream().anyMatch(HaltTrading.class::isInstance);
        line.append("fills=").append(fills);
        line.append(" sent=").append(broker.submissions().size());
        line.append(" canceled=").append(broker.cancels().size());
        line.append(" external=").append(executor.external().size());
        line.append(" position=").append(positions.held(AAPL));
        line.append(lastFact().reconciled() ? " agreed" : " not agreed");
        line.append(halted ? " halted" : "");
        line.append(early ? " GATE OPEN TOO EARLY" : "");
        return line.toString();
    }

    int open() {
        return executor.open().size();
    }

    @Override
    public void append(Journaled event, Runnable durable) {
        if (holding) {
            lost.add(new Held(event, durable));
        } else {
            loop.append(event, durable);
        }
    }

    @Override
    public long open(TradingMode mode, String account) {
        return loop.open(mode, account);
    }

    @Override
    public boolean isWritable() {
        return loop.isWritable();
    }

    @Override
    public String describe() {
        return loop.describe();
    }

    @Override
    public void close() {
        executor.kill();
        positions.close();
    }

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
