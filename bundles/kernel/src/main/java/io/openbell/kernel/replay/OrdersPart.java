package io.openbell.kernel.replay;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.kernel.order.OrderIds;
import io.openbell.kernel.order.OrderLedger;
import java.time.Instant;

/** Orders and their names. What the venue, the sender and the comparison said is in the journal's events. */
final class OrdersPart implements Part {

    final OrderLedger ledger;
    private final OrderIds ids;

    OrdersPart(DecisionBasis.Orders basis) {
        ledger = new OrderLedger(basis.historySize());
        ids = new OrderIds(basis.mode());
    }

    @Override
    public int stage() {
        return 0;
    }

    @Override
    public void onEvent(Instant now, TradingEvent event) {
        if (event instanceof Journaled journaled) {
            ids.observe(journaled);
            if (journaled instanceof OrderEvent order) {
                ledger.apply(order);
            }
        }
    }

    /** The name of the order that begins now. */
    OrderId nextName() {
        return ids.next();
    }

    /** An order counts from its beginning, before it is in the journal. */
    void begin(OrderInitialized event) {
        ledger.apply(event);
    }
}
