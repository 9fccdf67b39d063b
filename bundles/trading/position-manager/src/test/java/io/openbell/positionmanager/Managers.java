package io.openbell.positionmanager;

import io.openbell.api.broker.Broker;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.view.OrderBook;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.ManualClock;
import java.time.Duration;

/** Position managers that compare when the test says so. */
final class Managers {

    private Managers() {}

    /** On a loop that is its own journal. */
    static PositionManager start(
            OrderBook orders, DirectLoop loop, ManualClock clock, HaltLatch latch, Broker broker) {
        PositionManager starting =
                new PositionManager(
                        orders,
                        loop,
                        loop,
                        clock,
                        latch,
                        Duration.ofHours(1),
                        Duration.ofMinutes(2),
                        Duration.ofMillis(100),
                        System::nanoTime);
        starting.broker = broker;
        return starting;
    }
}
