package io.openbell.orderexecutor;

import io.openbell.api.engine.OrderJournal;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderEvent.OrderContinues;
import io.openbell.api.order.OrderEvent.OrderLegAdded;
import io.openbell.api.order.OrderEvent.OrderReplaceRejected;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.value.Quantity;
import io.openbell.kernel.order.IllegalTransition;
import io.openbell.kernel.order.OrderLifecycle;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what was decided about orders to the journal, unless it says nothing new, and with it what it means for the order
 * that this one replaces or is replaced by. On the loop only.
 */
final class Decisions implements OrderFlow.Decided {

    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

    private final OrderJournal journal;
    private final PendingEvents pending;
    private final Trouble trouble;
    private int taken;

    Decisions(OrderJournal journal, PendingEvents pending, Trouble trouble) {
        this.journal = journal;
        this.pending = pending;
        this.trouble = trouble;
    }

    /** Events handed to the journal so far. */
    int taken() {
        return taken;
    }

    @Override
    public boolean append(OfOrder event) {
        return append(event, () -> {});
    }

    /**
     * The same.
     *
     * @param durable called once the event is on the disk, on the journal's thread; not called if this returns false
     */
    boolean append(OfOrder event, Runnable durable) {
        Optional<Order> before = pending.order(event.orderId());
        boolean isNew = before.isEmpty() && event instanceof OrderLegAdded;
        if (before.isEmpty() && !isNew) {
            return false;
        }
        try {
            Order after =
                    isNew
                            ? OrderLifecycle.begin((OrderLegAdded) event)
                            : OrderLifecycle.apply(before.get(), event);
            boolean silent =
                    !isNew && after == before.get() && !(event instanceof OrderCancelRequested);
            if (!silent) {
                journal.append(event, durable);
                pending.appended(event, after);
                taken++;
                follow(after, event.at());
            }
            return true;
        } catch (IllegalTransition impossible) {
            trouble.contradictions.incrementAndGet();
            LOG.error("ignored what cannot be: {}", impossible.getMessage());
        } catch (IllegalStateException refused) {
            trouble.journalRefusals.incrementAndGet();
            LOG.error("order={} lost={} cause=journal refuses", event.orderId(), event, refused);
        }
        return false;
    }

    private void follow(Order order, Instant at) {
        order.links()
                .replacedBy()
                .flatMap(pending::order)
                .ifPresent(next -> carry(order, next, at));
        Optional<Order> old = order.links().replaces().flatMap(pending::order);
        if (old.isEmpty()) {
            return;
        }
        if (cameToNothing(order)) {
            String why = order.detail().isEmpty() ? "it was taken back" : order.detail();
            append(new OrderReplaceRejected(old.get().id(), order.id(), why, at));
        } else {
            carry(old.get(), order, at);
        }
    }

    /** What the old order filled counts in the one that takes its place. */
    private void carry(Order old, Order next, Instant at) {
        boolean same =
                next.links().replaces().equals(Optional.of(old.id()))
                        && next.links().carried().equals(old.filled())
                        && (!next.isReplacementOnItsWay()
                                || next.links().replacedQuantity().equals(standing(old)));
        if (!same && !cameToNothing(next)) {
            append(continuation(old, next.id(), at));
        }
    }

    static OrderContinues continuation(Order old, OrderId next, Instant at) {
        return new OrderContinues(
                next,
                old.id(),
                old.links().parent(),
                standing(old),
                old.filled(),
                old.averageFillPrice(),
                at);
    }

    /** What still counts in the old order, so that the one in its place counts only what goes beyond it. */
    private static Quantity standing(Order old) {
        return old.status().isOpen() ? old.intent().quantity() : Quantity.ZERO;
    }

    private static boolean cameToNothing(Order order) {
        return order.status() == OrderStatus.REJECTED
                || order.status() == OrderStatus.NOT_RECEIVED
                || (order.status() == OrderStatus.CANCELED && order.brokerId().isEmpty());
    }
}
