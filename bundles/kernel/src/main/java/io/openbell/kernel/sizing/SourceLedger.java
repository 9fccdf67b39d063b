package io.openbell.kernel.sizing;

import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderLegAdded;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.order.IllegalTransition;
import io.openbell.kernel.order.OrderLifecycle;
import io.openbell.kernel.position.PositionLedger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What each source holds, and which of its orders may still fill; folded from the journal's events, past and live. What the
 * venue books on a whole position, a split or a fee in coins, is shared out as the position manager does it. Sources that nobody knows any more are kept: their positions are real. Single-threaded.
 */
public final class SourceLedger {

    /** Orders that ended are remembered this long, because the venue may still report a fill of one. */
    private static final int ENDED_ORDERS = 1_000;

    private final PositionLedger positions;
    private final Map<String, Map<OrderId, Order>> open = new HashMap<>();
    private final Map<OrderId, Order> ended =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<OrderId, Order> eldest) {
                    return size() > ENDED_ORDERS;
                }
            };
    private final Map<OrderId, String> sources = new HashMap<>();

    /** Nothing held and no orders. */
    public SourceLedger() {
        this(new PositionLedger());
    }

    private SourceLedger(PositionLedger positions) {
        this.positions = positions;
    }

    /** The account as it was found: what it holds belongs to none of the strategies, and has its part in a split. */
    public void apply(AccountAdopted adopted) {
        positions.adopt(adopted);
    }

    /** A change of a position that was no trade. */
    public void apply(PositionAdjusted adjusted) {
        positions.apply(adjusted);
    }

    /** A stock goes by another name. Its open orders keep the old one, and the venue ends them. */
    public void apply(SymbolChanged changed) {
        positions.apply(changed);
    }

    /**
     * Takes an event of the journal.
     *
     * @return the order after it; empty for a denial, for an order that is not known, and for an event that did not change
     *     its order
     */
    public Optional<Order> apply(OrderEvent event) {
        if (event instanceof OrderFilled fill) {
            positions.apply(fill);
        }
        if (!(event instanceof OfOrder ofOrder)) {
            return Optional.empty();
        }
        Order before = find(ofOrder.orderId());
        Order after;
        if (event instanceof OrderInitialized initialized && before == null) {
            after = OrderLifecycle.begin(initialized);
        } else if (event instanceof OrderLegAdded leg && before == null) {
            after = OrderLifecycle.begin(leg);
        } else if (before != null) {
            try {
                after = OrderLifecycle.apply(before, ofOrder);
            } catch (IllegalTransition refused) {
                // The order's owner reports it; for positions only the fill counts, and that is
                // counted above.
                return Optional.empty();
            }
        } else {
            return Optional.empty();
        }
        if (after.equals(before)) {
            return Optional.empty();
        }
        keep(after);
        return Optional.of(after);
    }

    /** Shares held by the source; negative when short. */
    public Quantity position(String source, Symbol symbol) {
        return positions.quantity(source, symbol);
    }

    /** What the source holds, by symbol, closed positions left out. */
    public Map<Symbol, Quantity> positions(String source) {
        return positions.quantities(source);
    }

    /** The source's orders that may still fill, oldest first. */
    public List<Order> openOrders(String source) {
        Map<OrderId, Order> ofSource = open.get(source);
        return ofSource == null ? List.of() : List.copyOf(ofSource.values());
    }

    /** The source's orders of this symbol that may still fill, oldest first. */
    public List<Order> openOrders(String source, Symbol symbol) {
        return openOrders(source).stream()
                .filter(order -> order.intent().symbol().equals(symbol))
                .toList();
    }

    /** What all hold and that source has in the market now, apart from what follows. */
    public SourceLedger copyOf(String source) {
        SourceLedger copy = new SourceLedger(positions.copyOfHoldings());
        openOrders(source).forEach(copy::keep);
        return copy;
    }

    private @Nullable Order find(OrderId id) {
        String source = sources.get(id);
        return source == null ? ended.get(id) : open.getOrDefault(source, Map.of()).get(id);
    }

    private void keep(Order order) {
        String source = order.intent().source();
        Map<OrderId, Order> ofSource = open.computeIfAbsent(source, name -> new LinkedHashMap<>());
        if (order.status().isOpen()) {
            ended.remove(order.id());
            sources.put(order.id(), source);
            ofSource.put(order.id(), order);
        } else {
            sources.remove(order.id());
            ofSource.remove(order.id());
            ended.put(order.id(), order);
        }
    }
}
