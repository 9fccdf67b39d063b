package io.openbell.api.risk;

import io.openbell.api.order.OrderIntent;

/** What the gate said. */
public sealed interface RiskDecision {

    /** The intent that was reviewed; a market order may have been turned into a marketable limit. */
    OrderIntent intent();

    /** It may go. */
    record Approved(OrderIntent intent) implements RiskDecision {}

    /**
     * It may not.
     *
     * @param detail {@code key=value} pairs with the figures
     */
    record Denied(OrderIntent intent, DenyReason reason, String detail) implements RiskDecision {}
}
