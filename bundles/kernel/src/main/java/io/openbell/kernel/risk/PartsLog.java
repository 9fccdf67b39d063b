package io.openbell.kernel.risk;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.ExecutionEvent.ExecutionEnded;
import io.openbell.api.order.ExecutionEvent.ExecutionStarted;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderId;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.value.Quantity;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Holds what leaves against what was wished for: parts against the execution they belong to, and orders sent against the
 * wishes in the journal.
 */
final class PartsLog {

    /** So many orders are remembered; an older one was sent long ago. */
    private static final int ORDERS = 100_000;

    private final Map<IntentId, Quantity> wished = new HashMap<>();
    private final Map<IntentId, Quantity> filled = new HashMap<>();
    private final Map<OrderId, Optional<IntentId>> parents = new LinkedHashMap<>();
    private int strays;

    /** Takes in one event, of the past too. */
    void onEvent(TradingEvent event) {
        if (event instanceof ExecutionStarted started) {
            wished.put(started.id(), started.wish().quantity());
        } else if (event instanceof ExecutionEnded ended) {
            wished.remove(ended.id());
            filled.remove(ended.id());
        } else if (event instanceof OrderInitialized initialized) {
            remember(initialized);
        } else if (event instanceof OrderSubmitted submitted) {
            strays += parents.containsKey(submitted.orderId()) ? 0 : 1;
        } else if (event instanceof OrderFilled fill) {
            parents.getOrDefault(fill.orderId(), Optional.empty())
                    .ifPresent(parent -> filled.merge(parent, fill.quantity(), Quantity::plus));
        } else if (event instanceof ResumeTrading) {
            strays = 0;
        }
    }

    private void remember(OrderInitialized initialized) {
        parents.put(initialized.orderId(), initialized.intent().parent());
        if (parents.size() > ORDERS) {
            Iterator<OrderId> oldest = parents.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    Optional<Quantity> wished(IntentId parent) {
        return Optional.ofNullable(wished.get(parent));
    }

    Quantity filled(IntentId parent) {
        return filled.getOrDefault(parent, Quantity.ZERO);
    }

    int strays() {
        return strays;
    }
}
