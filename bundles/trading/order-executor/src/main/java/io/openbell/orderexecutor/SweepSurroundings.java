package io.openbell.orderexecutor;

import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.risk.OrdersCleared;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a sweep of the market asks of journal and loop, and tells them and whoever goes on from there. */
record SweepSurroundings(OrderJournal journal, OrderFlow flow, VenueSuspension suspension)
        implements EmergencyCancel.Surroundings {

    private static final Logger LOG = LoggerFactory.getLogger(SweepSurroundings.class);

    @Override
    public boolean isPastKnown() {
        return flow.isPastKnown();
    }

    @Override
    public boolean wasSwept() {
        return flow.swept().isPresent();
    }

    @Override
    public void onStated(Consumer<BrokerOrder> listener) {
        flow.onStated(listener);
    }

    @Override
    public void swept(OrdersCleared fact) {
        try {
            journal.append(fact);
        } catch (IllegalStateException refused) {
            LOG.warn("sweep=not journaled: a restart will sweep again: {}", refused.getMessage());
        }
    }

    @Override
    public void sweptOfAll(int kept) {
        suspension.onSwept(kept);
    }

    @Override
    public void sweptEarlier() {
        if (!flow.isSuspensionSettled()) {
            flow.swept().ifPresent(earlier -> suspension.onSwept(earlier.kept()));
        }
    }
}
