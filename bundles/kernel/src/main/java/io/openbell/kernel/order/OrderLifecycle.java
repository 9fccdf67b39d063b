package io.openbell.kernel.order;

import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCancelRejected;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderExpired;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderNotReceived;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * The state machine of an order: an order and an event give an order, or {@link IllegalTransition}.
 *
 * <p>The stream, the answer to a request and a question asked later tell the same story in any order, so an event that is
 * merely late changes nothing (an acceptance after the fill, a cancel request after the end). A fill is a fact: it counts
 * in every state, after a cancel and for an order believed lost, but never beyond the quantity ordered. What the venue
 * says wins over what we concluded: an order given up as rejected or not received, without ever having had a name at the
 * venue, lives again when the venue shows it.
 */
public final class OrderLifecycle {

    private OrderLifecycle() {}

    /** The order as it is born. */
    public static Order begin(OrderInitialized event) {
        return new Order(
                event.orderId(),
                "",
                event.intent(),
                OrderStatus.INITIALIZED,
                Quantity.ZERO,
                Price.ZERO,
                "",
                event.at(),
                event.at());
    }

    /**
     * The order after the event; the same object when nothing changed.
     *
     * @throws IllegalTransition if the event cannot happen to it
     */
    public static Order apply(Order order, OfOrder event) {
        if (event instanceof OrderSubmitted submitted) {
            return order.status() == OrderStatus.INITIALIZED
                    ? to(order, OrderStatus.SUBMITTED, "", submitted.at())
                    : order;
        }
        if (event instanceof OrderAccepted accepted) {
            return accept(order, accepted);
        }
        if (event instanceof OrderFilled fill) {
            return fill(order, fill);
        }
        if (event instanceof OrderUnknown unknown) {
            return awaitsFirstAnswer(order)
                    ? to(order, OrderStatus.UNKNOWN, unknown.detail(), unknown.at())
                    : order;
        }
        if (event instanceof OrderNotReceived lost) {
            return giveUp(order, lost, OrderStatus.NOT_RECEIVED, lost.detail());
        }
        if (event instanceof OrderRejected rejected) {
            return reject(order, rejected);
        }
        if (event instanceof OrderCancelRequested) {
            return requestCancel(order, event.at());
        }
        if (event instanceof OrderCancelRejected rejected) {
            return order.status() == OrderStatus.PENDING_CANCEL
                    ? to(order, working(order), rejected.detail(), rejected.at())
                    : order;
        }
        if (event instanceof OrderCanceled) {
            return end(order, event, OrderStatus.CANCELED);
        }
        if (event instanceof OrderExpired) {
            return end(order, event, OrderStatus.EXPIRED);
        }
        throw new IllegalTransition(order, event, "an order begins only once");
    }

    private static Order accept(Order order, OrderAccepted event) {
        if (!order.brokerId().isEmpty()) {
            if (!order.brokerId().equals(event.brokerId())) {
                throw new IllegalTransition(
                        order,
                        event,
                        "the venue named it " + order.brokerId() + ", now " + event.brokerId());
            }
            return order;
        }
        OrderStatus status =
                switch (order.status()) {
                    case INITIALIZED, SUBMITTED, UNKNOWN, REJECTED, NOT_RECEIVED ->
                            working(order.filled(), true);
                    default -> order.status();
                };
        return new Order(
                order.id(),
                event.brokerId(),
                order.intent(),
                status,
                order.filled(),
                order.averageFillPrice(),
                "",
                order.createdAt(),
                event.at());
    }

    private static Order fill(Order order, OrderFilled event) {
        if (event.side() != order.intent().side()
                || !event.symbol().equals(order.intent().symbol())) {
            throw new IllegalTransition(
                    order, event, "filled " + event.side() + " " + event.symbol());
        }
        Quantity filled = order.filled().plus(event.quantity());
        if (filled.exceeds(order.intent().quantity())) {
            throw new IllegalTransition(
                    order,
                    event,
                    "filled "
                            + filled
                            + " of "
                            + order.intent().quantity()
                            + ", execution "
                            + event.executionId());
        }
        OrderStatus status =
                switch (order.status()) {
                    case PENDING_CANCEL, CANCELED, EXPIRED -> order.status();
                    default -> OrderStatus.PARTIALLY_FILLED;
                };
        return new Order(
                order.id(),
                order.brokerId(),
                order.intent(),
                filled.equals(order.intent().quantity()) ? OrderStatus.FILLED : status,
                filled,
                average(order, event, filled),
                "",
                order.createdAt(),
                event.at());
    }

    private static Order reject(Order order, OrderRejected event) {
        if (order.filled().isPositive()) {
            throw new IllegalTransition(order, event, "it has fills of " + order.filled());
        }
        if (order.status() == OrderStatus.REJECTED) {
            return order;
        }
        if (!order.status().isOpen()) {
            throw new IllegalTransition(order, event, "it has ended");
        }
        return to(order, OrderStatus.REJECTED, event.detail(), event.at());
    }

    private static Order giveUp(Order order, OfOrder event, OrderStatus status, String detail) {
        if (order.status() == status) {
            return order;
        }
        if (!order.brokerId().isEmpty() || order.filled().isPositive()) {
            throw new IllegalTransition(order, event, "the venue has it as " + order.brokerId());
        }
        if (!order.status().isOpen()) {
            throw new IllegalTransition(order, event, "it has ended");
        }
        return to(order, status, detail, event.at());
    }

    private static Order requestCancel(Order order, Instant at) {
        return switch (order.status()) {
            case INITIALIZED, SUBMITTED, ACCEPTED, PARTIALLY_FILLED ->
                    to(order, OrderStatus.PENDING_CANCEL, "", at);
            default -> order;
        };
    }

    private static Order end(Order order, OfOrder event, OrderStatus status) {
        if (order.status() == status) {
            return order;
        }
        if (!order.status().isOpen()) {
            throw new IllegalTransition(order, event, "it has ended");
        }
        return to(order, status, "", event.at());
    }

    /** No word of the venue yet, so that a lost answer leaves us in the dark. */
    private static boolean awaitsFirstAnswer(Order order) {
        return order.brokerId().isEmpty()
                && order.filled().isZero()
                && order.status().isOpen()
                && order.status() != OrderStatus.UNKNOWN;
    }

    private static OrderStatus working(Order order) {
        return working(order.filled(), !order.brokerId().isEmpty());
    }

    private static OrderStatus working(Quantity filled, boolean atVenue) {
        if (filled.isPositive()) {
            return OrderStatus.PARTIALLY_FILLED;
        }
        return atVenue ? OrderStatus.ACCEPTED : OrderStatus.SUBMITTED;
    }

    private static Price average(Order order, OrderFilled fill, Quantity filled) {
        BigDecimal cost =
                order.averageFillPrice()
                        .toBigDecimal()
                        .multiply(order.filled().toBigDecimal())
                        .add(fill.price().toBigDecimal().multiply(fill.quantity().toBigDecimal()));
        return Price.of(cost.divide(filled.toBigDecimal(), 9, RoundingMode.HALF_EVEN));
    }

    private static Order to(Order order, OrderStatus status, String detail, Instant at) {
        return new Order(
                order.id(),
                order.brokerId(),
                order.intent(),
                status,
                order.filled(),
                order.averageFillPrice(),
                detail,
                order.createdAt(),
                at);
    }

    /** The event says something new about the order. */
    static boolean changes(Order order, OrderEvent.OfOrder event) {
        return apply(order, event) != order;
    }
}
