package io.openbell.api.risk;

import io.openbell.api.order.OrderIntent;
import java.util.List;

/** What the gate said. */
public sealed interface RiskDecision {

    /** The intent that was reviewed; a market order may have been turned into a marketable limit. */
    OrderIntent intent();

    /**
     * What each check that was asked compared, in the order of asking: all of them when approved, up to and including the
     * objection when denied. Immutable; the texts are put together when they are read, so keep them if they are read often.
     */
    List<CheckResult> checks();

    /** It may go. */
    record Approved(OrderIntent intent, List<CheckResult> checks) implements RiskDecision {

        /** By a gate that tells no figures. */
        public Approved(OrderIntent intent) {
            this(intent, List.of());
        }
    }

    /**
     * It may not.
     *
     * @param detail {@code key=value} pairs with the figures
     */
    record Denied(OrderIntent intent, DenyReason reason, String detail, List<CheckResult> checks)
            implements RiskDecision {

        /** Before any check was asked. */
        public Denied(OrderIntent intent, DenyReason reason, String detail) {
            this(intent, reason, detail, List.of());
        }
    }
}
