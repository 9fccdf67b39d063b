package io.openbell.positionmanager;

import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far our own open orders, and fees in coins, may have taken the venue's positions from ours, by symbol. Immutable. */
final class PendingShares {

    /** No order is open. */
    static final PendingShares NONE = new PendingShares(Map.of(), Map.of());

    private final Map<Symbol, Quantity> buys = new HashMap<>();
    private final Map<Symbol, Quantity> sells = new HashMap<>();
    private final Map<Symbol, Quantity> feesGone;
    private final Map<Symbol, Quantity> feesBack;

    private PendingShares(Map<Symbol, Quantity> feesGone, Map<Symbol, Quantity> feesBack) {
        this.feesGone = feesGone;
        this.feesBack = feesBack;
    }

    /**
     * The most that may fill at the venue without our positions knowing it.
     *
     * @param before open orders before the venue was asked, read ahead of our positions
     * @param after  open orders after it answered; what came up meanwhile may have filled from its first share on
     */
    static PendingShares of(Collection<Order> before, Collection<Order> after) {
        return of(before, after, Map.of(), Map.of());
    }

    /**
     * The most that may fill at the venue without our positions knowing it, and what it may take for it.
     *
     * @param feesGone coins that may be gone for fees and are not off our positions
     * @param feesBack coins that may have been taken off without having been fees
     */
    static PendingShares of(
            Collection<Order> before,
            Collection<Order> after,
            Map<Symbol, Quantity> feesGone,
            Map<Symbol, Quantity> feesBack) {
        PendingShares pending = new PendingShares(feesGone, feesBack);
        Set<OrderId> seen = new HashSet<>();
        for (Order order : before) {
            seen.add(order.id());
            pending.add(order, shares(order));
        }
        for (Order order : after) {
            if (seen.add(order.id())) {
                pending.add(order, order.intent().quantity());
            }
        }
        return pending;
    }

    /** An exit that is held may have come free and filled at the venue; of several legs each counts itself. */
    private static Quantity shares(Order order) {
        return order.status() == OrderStatus.HELD ? order.unfilled() : order.remaining();
    }

    private void add(Order order, Quantity shares) {
        Map<Symbol, Quantity> way = order.intent().side() == Side.BUY ? buys : sells;
        way.merge(order.intent().symbol(), shares, Quantity::plus);
    }

    /** It has an order that may fill. */
    boolean has(Symbol symbol) {
        return buys.containsKey(symbol) || sells.containsKey(symbol);
    }

    /** The venue may hold that much where we hold {@code ours}. */
    boolean explains(Symbol symbol, Quantity ours, Quantity venue) {
        return unexplained(symbol, ours, venue).isZero();
    }

    /** What the venue holds beyond what our orders and their fees may have changed: positive when too much, negative when too little. */
    Quantity unexplained(Symbol symbol, Quantity ours, Quantity venue) {
        Quantity least =
                ours.minus(sells.getOrDefault(symbol, Quantity.ZERO))
                        .minus(feesGone.getOrDefault(symbol, Quantity.ZERO));
        Quantity most =
                ours.plus(buys.getOrDefault(symbol, Quantity.ZERO))
                        .plus(feesBack.getOrDefault(symbol, Quantity.ZERO));
        if (least.exceeds(venue)) {
            return venue.minus(least);
        }
        return venue.exceeds(most) ? venue.minus(most) : Quantity.ZERO;
    }

    /** For people: {@code  pendingBuys=11 pendingSells=3}, with what is not there left out. */
    String describe(Symbol symbol) {
        return describe(" pendingBuys=", buys.get(symbol))
                + describe(" pendingSells=", sells.get(symbol));
    }

    private static String describe(String name, @Nullable Quantity shares) {
        return shares == null ? "" : name + shares;
    }
}
