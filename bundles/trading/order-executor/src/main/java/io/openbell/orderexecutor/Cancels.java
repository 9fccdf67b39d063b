package io.openbell.orderexecutor;

import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.engine.Journaled;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCancelRejected;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderStatus;
import io.openbell.kernel.order.OrderLedger;
import io.openbell.orderexecutor.VenueNews.CancelAnswered;
import io.openbell.orderexecutor.VenueNews.OrdersStated;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes orders out of the market. What has not been sent is taken back; what the venue has not named yet is canceled as
 * soon as it has; a cancel that led to nothing is sent again. No cancel waits for the journal: it does no harm twice, and
 * would be lost with a disk that fails. On the loop only.
 */
final class Cancels {

    private static final Logger LOG = LoggerFactory.getLogger(Cancels.class);

    /** The venue may take this long before a cancel that shows no effect is sent again. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OrderLedger ledger;
    private final OrderSender sender;
    private final OrderFlow.Decided decided;

    /** To be canceled once the venue has named them. */
    private final Set<OrderId> unnamed = new HashSet<>();

    /** Requested here and sent, while the journal has yet to confirm the request. */
    private final Set<OrderId> sentAhead = new HashSet<>();

    Cancels(OrderLedger ledger, OrderSender sender, OrderFlow.Decided decided) {
        this.ledger = ledger;
        this.sender = sender;
        this.decided = decided;
    }

    /** Somebody wants an order out of the market. */
    void request(CancelOrder wish, Instant now) {
        Order order = ledger.order(wish.orderId()).orElse(null);
        if (order != null) {
            // Whoever takes its place, or has taken it, is meant as well.
            order.links()
                    .replacedBy()
                    .ifPresent(next -> request(new CancelOrder(next, wish.requestedBy()), now));
        }
        if (order == null || !order.status().isOpen()) {
            LOG.info(
                    "order={} cancel=ignored requestedBy={} status={}",
                    wish.orderId(),
                    wish.requestedBy(),
                    order == null ? "not ours" : order.status());
            return;
        }
        if (order.status() == OrderStatus.PENDING_CANCEL) {
            send(order);
            return;
        }
        boolean takenBack = sender.withdraw(order.id());
        boolean journaled =
                decided.append(new OrderCancelRequested(order.id(), wish.requestedBy(), now));
        if (takenBack) {
            decided.append(new OrderCanceled(order.id(), now));
        } else {
            if (journaled) {
                sentAhead.add(order.id());
            }
            send(order);
        }
    }

    /** A cancel of the past: it was sent, or it was not; if the order is still open it is sent again when asked for. */
    void onReplay(Journaled event) {
        if (event instanceof OrderCancelRequested requested) {
            unnamed.add(requested.orderId());
        } else if (event instanceof OfOrder change) {
            forgetIfDone(change);
        }
    }

    /** An event of an order is in the book. */
    void onDurable(OfOrder event) {
        if (event instanceof OrderCancelRequested requested
                && !sentAhead.remove(requested.orderId())) {
            // Of the executor before this one: whether it was sent, nobody knows.
            ledger.order(requested.orderId())
                    .filter(order -> order.status().isOpen())
                    .ifPresent(this::send);
        } else if (event instanceof OrderAccepted accepted
                && unnamed.contains(accepted.orderId())) {
            ledger.order(accepted.orderId())
                    .filter(order -> order.status().isOpen())
                    .ifPresent(this::send);
        } else {
            forgetIfDone(event);
        }
    }

    /** The venue answered a cancel. */
    void onAnswer(CancelAnswered answered, Instant now) {
        if (answered.outcome() instanceof CancelOutcome.Rejected rejected) {
            decided.append(
                    new OrderCancelRejected(
                            answered.orderId(),
                            "HTTP " + rejected.httpStatus() + ": " + rejected.detail(),
                            now));
        }
    }

    /** The venue was asked: what still works although its cancel is old is canceled again. */
    void onStated(OrdersStated stated, Instant now) {
        for (BrokerOrder there : stated.orders()) {
            Order order = ledger.order(there.clientId()).orElse(null);
            if (order != null
                    && order.status() == OrderStatus.PENDING_CANCEL
                    && there.status() == BrokerOrder.Status.WORKING
                    && order.updatedAt().plus(PATIENCE).isBefore(now)) {
                send(order);
            }
        }
    }

    private void send(Order order) {
        if (order.brokerId().isEmpty()) {
            unnamed.add(order.id());
        } else {
            unnamed.remove(order.id());
            sender.cancel(order.id(), order.brokerId());
        }
    }

    /** What the venue never had is not done: if it shows up after all, it is to go. */
    private void forgetIfDone(OfOrder event) {
        OrderStatus status =
                ledger.order(event.orderId()).map(Order::status).orElse(OrderStatus.CANCELED);
        boolean mayShowUp = status == OrderStatus.NOT_RECEIVED || status == OrderStatus.REJECTED;
        if (!status.isOpen()) {
            sentAhead.remove(event.orderId());
        }
        boolean done = !status.isOpen() && !mayShowUp;
        if (done || event instanceof OrderCancelRejected) {
            unnamed.remove(event.orderId());
        }
    }
}
