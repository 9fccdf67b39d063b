package io.openbell.positionmanager;

import io.openbell.api.broker.Broker;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.OrderBook;
import java.time.Duration;

/** Our positions, compared with the venue's when a proof says so. */
public final class ComparedPositions implements AutoCloseable {

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
                        orders, loop, journal, clock, latch, Duration.ofSeconds(30), Duration.ZERO);
        manager.broker = broker;
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
