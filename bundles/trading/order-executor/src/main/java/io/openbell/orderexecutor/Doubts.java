package io.openbell.orderexecutor;

import io.openbell.api.order.OptionLeg;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderEvent.OrderNotReceived;
import io.openbell.api.order.OrderEvent.OrderSettled;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.SettleOrder;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.orderexecutor.VenueNews.OrderMissing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders that the venue does not know, or knows otherwise than it can be: what keeps us from being reconciled. Nothing is
 * concluded from its ignorance alone. On the loop only.
 */
final class Doubts {

    private static final Logger LOG = LoggerFactory.getLogger(Doubts.class);

    private final PendingEvents pending;
    private final OrderSender sender;
    private final HeldShares held;
    private final Trouble trouble;
    private final OrderFlow.Decided decided;

    /**
     * Orders of which the venue, when asked, had filled more than its own list of fills explains, told what contradicts
     * ours, or knew nothing although it once had them.
     */
    private final Map<OrderId, String> unexplained = new HashMap<>();

    /**
     * Of those, the ones that the venue was asked for long enough and does not know any more, and why that is believed;
     * until the venue states the order again.
     */
    private final Map<OrderId, String> vanished = new HashMap<>();

    Doubts(
            PendingEvents pending,
            OrderSender sender,
            HeldShares held,
            Trouble trouble,
            OrderFlow.Decided decided) {
        this.pending = pending;
        this.sender = sender;
        this.held = held;
        this.trouble = trouble;
        this.decided = decided;
    }

    /** The venue spoke of it, so it cannot be settled by hand. */
    void heardOf(OrderId id) {
        vanished.remove(id);
    }

    /** What was said of it does not fit, for people. */
    void doubt(OrderId id, String why) {
        unexplained.put(id, why);
    }

    /** What was said of it fits. */
    void clear(OrderId id) {
        unexplained.remove(id);
    }

    /** Every doubt about an order that is open, for people; empty if there is none. */
    String describe() {
        unexplained.keySet().removeIf(id -> !isOpen(id));
        return String.join("; ", unexplained.values());
    }

    /** An operator declares an order over. */
    void settle(SettleOrder wish, Instant now) {
        Order order = pending.order(wish.orderId()).orElse(null);
        String evidence = vanished.get(wish.orderId());
        if (order == null || order.status() != OrderStatus.UNKNOWN || evidence == null) {
            LOG.warn(
                    "order={} settle=refused operator={} status={} reason={}",
                    wish.orderId(),
                    wish.operator(),
                    order == null ? "not ours" : order.status(),
                    "only an order that the venue does not know can be settled, once that is proven");
            return;
        }
        decided.append(
                new OrderSettled(
                        order.id(), wish.operator(), wish.reason() + " (" + evidence + ")", now));
        unexplained.remove(order.id());
        vanished.remove(order.id());
    }

    /** The venue was asked for it, and does not know it. */
    void onMissing(OrderMissing missing, Instant now) {
        Order order = pending.order(missing.orderId()).orElse(null);
        if (order == null || !order.status().isOpen() || sender.owns(order.id())) {
            return;
        }
        if (!order.brokerId().isEmpty() || order.ownFilled().isPositive()) {
            onVanished(order, missing, now);
        } else if (missing.proven() && !contradicted(order, missing, now)) {
            LOG.warn("order={} received=no detail={}", order.id(), missing.detail());
            decided.append(new OrderNotReceived(order.id(), missing.detail(), now));
        } else if (!missing.proven()) {
            decided.append(new OrderUnknown(order.id(), missing.detail(), now));
        }
    }

    /**
     * The venue does not know the order, and holds more or less than our fills explain: the order may be why. It stays
     * unknown, and an operator may settle it.
     */
    private boolean contradicted(Order order, OrderMissing missing, Instant now) {
        for (Symbol symbol : symbols(order)) {
            Quantity theirs = missing.positions().getOrDefault(symbol, Quantity.ZERO);
            Quantity ours = held.of(symbol);
            if (!theirs.equals(ours)) {
                String detail =
                        "%s, but it holds %s of %s, and our fills say %s"
                                .formatted(missing.detail(), theirs, symbol, ours);
                LOG.warn("order={} received=unknown detail={}", order.id(), detail);
                decided.append(new OrderUnknown(order.id(), detail, now));
                unexplained.put(order.id(), "order " + order.id() + ": " + detail);
                vanished.put(order.id(), detail);
                return true;
            }
        }
        unexplained.remove(order.id());
        return false;
    }

    private static List<Symbol> symbols(Order order) {
        return order.intent().instructions().orderClass() instanceof OrderClass.MultiLeg group
                ? group.legs().stream().map(OptionLeg::symbol).toList()
                : List.of(order.intent().symbol());
    }

    /** The venue does not list it, and nobody asked for its name. */
    void onUnlisted(OrderId id) {
        if (isOpen(id)) {
            unexplained.putIfAbsent(
                    id,
                    "order "
                            + id
                            + ": the venue does not list it, and was not asked for its name yet");
        }
    }

    /** The venue had it: what it says now proves nothing, and until it is settled nothing of the symbol is sent. */
    private void onVanished(Order order, OrderMissing missing, Instant now) {
        if (order.status() != OrderStatus.UNKNOWN) {
            trouble.contradictions.incrementAndGet();
            LOG.error(
                    "order={} status={} brokerId={}: the venue had it, and now does not know it",
                    order.id(),
                    order.status(),
                    order.brokerId());
        }
        String detail =
                "the venue had it as " + order.brokerId() + ", and does not know it any more";
        decided.append(new OrderUnknown(order.id(), detail, now));
        unexplained.put(order.id(), "order " + order.id() + ": " + detail);
        if (missing.proven()) {
            vanished.put(order.id(), missing.detail());
        }
    }

    private boolean isOpen(OrderId id) {
        return pending.order(id).map(order -> order.status().isOpen()).orElse(false);
    }
}
