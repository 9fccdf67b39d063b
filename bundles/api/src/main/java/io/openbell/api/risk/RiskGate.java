package io.openbell.api.risk;

import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import java.time.Instant;
import java.util.Collection;

/** The one gate. The same code in every mode; there is no way around it. */
public interface RiskGate {

    /**
     * Looks at an intent. On the trading loop only. Counts an approved intent at once (rates, duplicates).
     *
     * @param open            every order that may still fill, in flight and unknown ones included
     * @param journalWritable the journal can take the order
     * @param now             the loop's time
     */
    RiskDecision review(
            OrderIntent intent, Collection<Order> open, boolean journalWritable, Instant now);

    /** Any thread. */
    GateState state();

    /** Why it is not ACTIVE, for people; empty when it is. Any thread. */
    String detail();
}
