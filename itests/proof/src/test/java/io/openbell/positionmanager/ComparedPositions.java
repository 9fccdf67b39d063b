package io.openbell.positionmanager;

import io.openbell.api.broker.Broker;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.OrderBook;
import io.openbell.api.view.PositionBook;
import java.time.Duration;

/** Our positions, compared with the venue's when a proof says so. */
public final class ComparedPositions implements AutoCloseable {

    private static final Duration PACE = Duration.ofSeconds(30);

    private final PositionManager manager;

    /** Takes the past, and has compared nothing. */
    public ComparedPositions(
            OrderBook orders,
            TradingLoop loop,
            OrderJournal journal,
            TradingClock clock,
            HaltLatch latch,
            Broker broker) {
        manager =
                new PositionManager(
                        orders,
                        loop,
                        journal,
                        clock,
                        latch,
                        PACE,
                        PACE.multipliedBy(4),
                        Duration.ZERO,
                        System::nanoTime);
        manager.broker = broker;
    }

    /** The same, comparing on its own thread as the product does, so many times as often. */
    public ComparedPositions(
            OrderBook orders,
            TradingLoop loop,
            OrderJournal journal,
            TradingClock clock,
            HaltLatch latch,
            Broker broker,
            int speed) {
        manager =
                new PositionManager(
                        orders,
                        loop,
                        journal,
                        clock,
                        latch,
                        PACE.dividedBy(speed),
                        PACE.multipliedBy(4),
                        Duration.ofMillis(250),
                        System::nanoTime);
        manager.broker = broker;
        manager.start();
    }

    /** For whoever asks for positions. */
    public PositionBook book() {
        return manager;
    }

    /** What it says of itself, for people. */
    public String describe() {
        return manager.health().detail();
    }

    /** The positions that are not zero. */
    public long open() {
        return manager.positions().stream().filter(held -> !held.quantity().isZero()).count();
    }

    /** Asks the venue, and states what it found. */
    public void compare() {
        manager.compareWithVenue();
    }

    /** Shares by our own fills. */
    public Quantity held(Symbol symbol) {
        return manager.quantity(symbol);
    }

    @Override
    public void close() {
        manager.deactivate();
    }
}
