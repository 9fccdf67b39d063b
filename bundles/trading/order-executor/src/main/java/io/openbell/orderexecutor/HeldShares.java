package io.openbell.orderexecutor;

import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Shares held by symbol, from the journal: enough to tell an exit from an entry while there is no gate. On the loop only. */
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
        }
    }

    /** Shares or contracts of it, signed. */
    Quantity of(Symbol symbol) {
        return held.getOrDefault(symbol, Quantity.ZERO);
    }

    /** The wish does nothing but make a position smaller, even when every open order on its side fills. */
    boolean reducedBy(OrderIntent intent, Collection<Order> open) {
        Quantity position = of(intent.symbol());
        boolean opposite =
                intent.side() == Side.BUY ? position.isNegative() : position.isPositive();
        Quantity closing = intent.quantity();
        for (Order order : open) {
            if (order.intent().side() == intent.side()
                    && order.intent().symbol().equals(intent.symbol())) {
                closing = closing.plus(order.remaining());
            }
        }
        return opposite && intent.quantity().isPositive() && !closing.exceeds(position.abs());
    }
}
