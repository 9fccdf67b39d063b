package io.openbell.api.risk;

import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

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

    /**
     * Looks at the new values of an open order: the same checks, with the order's own claim on every limit taken away. On the
     * trading loop only. Counts an approved one at once, like a new order.
     *
     * @param changed         the wish with its new values, under a name of its own; its quantity is what may still fill of it,
     *                        without what the order has filled before
     * @param replaced        the order it is to take the place of
     * @param open            every order that may still fill; {@code replaced} may be among them
     * @param journalWritable the journal can take the order
     * @param now             the loop's time
     */
    default RiskDecision reviewReplacement(
            OrderIntent changed,
            Order replaced,
            Collection<Order> open,
            boolean journalWritable,
            Instant now) {
        List<Order> others =
                open.stream().filter(order -> !order.id().equals(replaced.id())).toList();
        return review(changed, others, journalWritable, now);
    }

    /** Any thread. */
    GateState state();

    /** Why it is not ACTIVE, for people; empty when it is. Any thread. */
    String detail();
}
