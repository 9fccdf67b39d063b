package io.openbell.orderexecutor;

import io.openbell.api.engine.OrderJournal;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.risk.OrdersCleared;
import io.openbell.api.view.OrderBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a sweep of the market asks of book, journal and loop. */
record SweepSurroundings(OrderBook book, OrderJournal journal, OrderFlow flow)
        implements EmergencyCancel.Surroundings {

    private static final Logger LOG = LoggerFactory.getLogger(SweepSurroundings.class);

    @Override
    public boolean hasDoubtfulOrders() {
        return book.open().stream()
                .anyMatch(
                        order ->
                                order.status() == OrderStatus.UNKNOWN
                                        || order.status() == OrderStatus.SUBMITTED);
    }

    @Override
    public boolean isPastKnown() {
        return flow.isPastKnown();
    }

    @Override
    public boolean wasSwept() {
        return flow.wasSwept();
    }

    @Override
    public void swept(OrdersCleared fact) {
        try {
            journal.append(fact);
        } catch (IllegalStateException refused) {
            LOG.warn("sweep=not journaled: a restart will sweep again: {}", refused.getMessage());
        }
    }
}
