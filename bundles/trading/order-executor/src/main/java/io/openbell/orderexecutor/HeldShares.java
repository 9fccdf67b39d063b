package io.openbell.orderexecutor;

import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.util.HashMap;
import java.util.Map;

/** Shares held by symbol, from the journal. On the loop only. */
final class HeldShares {

    private final Map<Symbol, Quantity> held = new HashMap<>();

    void observe(Journaled event) {
        if (event instanceof AccountAdopted adopted) {
            for (BrokerPosition position : adopted.positions()) {
                held.put(position.symbol(), position.quantity());
            }
        } else if (event instanceof OrderFilled fill) {
            held.merge(fill.symbol(), fill.side().signed(fill.quantity()), Quantity::plus);
        } else if (event instanceof PositionAdjusted adjusted) {
            held.merge(adjusted.symbol(), adjusted.change(), Quantity::plus);
        } else if (event instanceof SymbolChanged changed) {
            Quantity moved = held.remove(changed.from());
            if (moved != null) {
                held.merge(changed.to(), moved, Quantity::plus);
            }
        }
    }

    /** Shares or contracts of it, signed. */
    Quantity of(Symbol symbol) {
        return held.getOrDefault(symbol, Quantity.ZERO);
    }
}
