package io.openbell.orderexecutor;

import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells orders that protect a position from all others: they do nothing but make it smaller, and are stops, or exits of a
 * bracket or of a pair of which one cancels the other.
 */
final class ProtectiveOrders {

    private static final Set<String> STOPS = Set.of("stop", "stop_limit", "trailing_stop");
    private static final Set<String> GROUPS = Set.of("bracket", "oco", "oto");

    /** Those of the open orders that are to stay. */
    List<BrokerOrder> among(List<BrokerOrder> open, List<BrokerPosition> positions) {
        Map<Symbol, Quantity> held = new HashMap<>();
        positions.forEach(position -> held.put(position.symbol(), position.quantity()));
        List<BrokerOrder> kept = new ArrayList<>();
        for (BrokerOrder order : open) {
            Quantity position = held.getOrDefault(order.symbol(), Quantity.ZERO);
            boolean opposite =
                    order.side() == Side.BUY ? position.isNegative() : position.isPositive();
            boolean protects =
                    STOPS.contains(order.details().type())
                            || GROUPS.contains(order.details().orderClass());
            Quantity remaining = order.quantity().minus(order.filled());
            if (opposite && protects && !remaining.exceeds(position.abs())) {
                kept.add(order);
            }
        }
        return kept;
    }
}
