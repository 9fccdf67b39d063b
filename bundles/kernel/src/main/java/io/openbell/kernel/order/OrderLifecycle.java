package io.openbell.kernel.order;

import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCancelRejected;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderContinues;
import io.openbell.api.order.OrderEvent.OrderExpired;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderLegAdded;
import io.openbell.api.order.OrderEvent.OrderNotReceived;
import io.openbell.api.order.OrderEvent.OrderProgressed;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderEvent.OrderReplaceRejected;
import io.openbell.api.order.OrderEvent.OrderReplaceRequested;
import io.openbell.api.order.OrderEvent.OrderReplaced;
import io.openbell.api.order.OrderEvent.OrderResized;
import io.openbell.api.order.OrderEvent.OrderRestated;
import io.openbell.api.order.OrderEvent.OrderSettled;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.order.OrderLinks;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.time.Instant;
import java.util.Optional;

/**
 * The state machine of an order: an order and an event give an order, or {@link IllegalTransition}.
 *
 * <p>The stream, the answer to a request and a question asked later tell the same story in any order, so an event that is
 * merely late changes nothing (an acceptance after the fill, a cancel request after the end). A fill is a fact: it counts
 * in every state, after a cancel and for an order believed lost, but never beyond the quantity ordered. What the venue
 * says wins over what we concluded: an order given up as rejected or not received, without ever having had a name at the
 * venue, lives again when the venue shows it. How fills and sizes count stands in {@link Filling}.
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

    /** An exit or a leg as the venue shows it first. */
    public static Order begin(OrderLegAdded event) {
        return new Order(
                event.orderId(),
                event.brokerId(),
                event.intent(),
                event.held() ? OrderStatus.HELD : OrderStatus.ACCEPTED,
                Quantity.ZERO,
                Price.ZERO,
                "",
                event.at(),
                event.at(),
                OrderLinks.under(event.parent()));
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
            return Filling.fill(order, fill);
        }
        if (event instanceof OrderUnknown unknown) {
            return doubt(order, unknown);
        }
        if (event instanceof OrderNotReceived lost) {
            return giveUp(order, lost);
        }
        if (event instanceof OrderRejected rejected) {
            return reject(order, rejected);
        }
        if (event instanceof OrderCanceled) {
            return end(order, event, OrderStatus.CANCELED, "");
        }
        if (event instanceof OrderExpired) {
            return end(order, event, OrderStatus.EXPIRED, "");
        }
        if (event instanceof OrderSettled settled) {
            return settle(order, settled);
        }
        return applyRequest(order, event);
    }

    private static Order applyRequest(Order order, OfOrder event) {
        if (event instanceof OrderCancelRequested) {
            return requestCancel(order, event.at());
        }
        if (event instanceof OrderCancelRejected rejected) {
            return order.status() == OrderStatus.PENDING_CANCEL
                    ? to(order, working(order), rejected.detail(), rejected.at())
                    : order;
        }
        if (event instanceof OrderReplaceRequested requested) {
            return requestReplacement(order, requested);
        }
        if (event instanceof OrderReplaced replaced) {
            return replaced(order, replaced);
        }
        if (event instanceof OrderReplaceRejected rejected) {
            return rejectReplacement(order, rejected);
        }
        if (event instanceof OrderContinues continues) {
            return Filling.carry(order, continues);
        }
        if (event instanceof OrderResized resized) {
            return Filling.resize(order, resized);
        }
        if (event instanceof OrderRestated restated) {
            return Filling.restate(order, restated);
        }
        if (event instanceof OrderProgressed progressed) {
            return Filling.progress(order, progressed);
        }
        if (event instanceof OrderLegAdded leg) {
            return addAgain(order, leg);
        }
        throw new IllegalTransition(order, event, "an order begins only once");
    }

    private static Order accept(Order order, OrderAccepted event) {
        if (!order.brokerId().isEmpty() && !order.brokerId().equals(event.brokerId())) {
            throw new IllegalTransition(
                    order,
                    event,
                    "the venue named it " + order.brokerId() + ", now " + event.brokerId());
        }
        boolean waits = order.status() == OrderStatus.UNKNOWN || order.status() == OrderStatus.HELD;
        if (!order.brokerId().isEmpty() && !waits) {
            return order;
        }
        OrderStatus status =
                switch (order.status()) {
                    case INITIALIZED, SUBMITTED, UNKNOWN, HELD, REJECTED, NOT_RECEIVED ->
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
                event.at(),
                order.links());
    }

    /** The venue shows a leg once more: all it can change is that the leg waits, or does not wait any more. */
    private static Order addAgain(Order order, OrderLegAdded event) {
        return switch (order.status()) {
            case ACCEPTED, UNKNOWN ->
                    event.held() ? to(order, OrderStatus.HELD, "", event.at()) : order;
            case HELD -> event.held() ? order : to(order, OrderStatus.ACCEPTED, "", event.at());
            default -> order;
        };
    }

    private static Order doubt(Order order, OrderUnknown event) {
        boolean news =
                order.status().isOpen()
                        && (order.status() != OrderStatus.UNKNOWN
                                || !order.brokerId().isEmpty()
                                        && !order.detail().equals(event.detail()));
        return news ? to(order, OrderStatus.UNKNOWN, event.detail(), event.at()) : order;
    }

    private static Order reject(Order order, OrderRejected event) {
        if (order.ownFilled().isPositive()) {
            throw new IllegalTransition(order, event, "it has fills of " + order.ownFilled());
        }
        if (order.status() == OrderStatus.REJECTED) {
            return order;
        }
        if (!order.status().isOpen()) {
            throw new IllegalTransition(order, event, "it has ended");
        }
        return neverWas(order, OrderStatus.REJECTED, event.detail(), event.at());
    }

    private static Order giveUp(Order order, OrderNotReceived event) {
        if (order.status() == OrderStatus.NOT_RECEIVED) {
            return order;
        }
        if (!order.brokerId().isEmpty() || order.ownFilled().isPositive()) {
            throw new IllegalTransition(order, event, "the venue has it as " + order.brokerId());
        }
        if (!order.status().isOpen()) {
            throw new IllegalTransition(order, event, "it has ended");
        }
        return neverWas(order, OrderStatus.NOT_RECEIVED, event.detail(), event.at());
    }

    private static Order requestCancel(Order order, Instant at) {
        return switch (order.status()) {
            case INITIALIZED, SUBMITTED, ACCEPTED, PARTIALLY_FILLED, PENDING_REPLACE, HELD ->
                    to(order, OrderStatus.PENDING_CANCEL, "", at);
            default -> order;
        };
    }

    private static Order requestReplacement(Order order, OrderReplaceRequested event) {
        return switch (order.status()) {
            case ACCEPTED, PARTIALLY_FILLED, HELD ->
                    linked(
                            order,
                            OrderStatus.PENDING_REPLACE,
                            order.links().replacedBy(Optional.of(event.newId())),
                            event.at());
            default ->
                    throw new IllegalTransition(order, event, "it cannot be replaced as it stands");
        };
    }

    private static Order replaced(Order order, OrderReplaced event) {
        if (order.status() == OrderStatus.REPLACED) {
            return order;
        }
        if (!order.status().isOpen()) {
            throw new IllegalTransition(order, event, "it has ended");
        }
        return linked(
                order,
                OrderStatus.REPLACED,
                order.links().replacedBy(Optional.of(event.newId())),
                event.at());
    }

    private static Order rejectReplacement(Order order, OrderReplaceRejected event) {
        if (!order.links().replacedBy().equals(Optional.of(event.newId()))
                || order.status() == OrderStatus.REPLACED) {
            return order;
        }
        OrderStatus status =
                order.status() == OrderStatus.PENDING_REPLACE ? working(order) : order.status();
        Order free = linked(order, status, order.links().replacedBy(Optional.empty()), event.at());
        return to(free, status, event.detail(), event.at());
    }

    private static Order end(Order order, OfOrder event, OrderStatus status, String detail) {
        if (order.status() == status) {
            return order;
        }
        if (!order.status().isOpen()) {
            throw new IllegalTransition(order, event, "it has ended");
        }
        return to(order, status, detail, event.at());
    }

    private static Order settle(Order order, OrderSettled event) {
        if (order.status() != OrderStatus.UNKNOWN) {
            throw new IllegalTransition(order, event, "only what nobody knows can be settled");
        }
        return to(
                order,
                OrderStatus.CANCELED,
                "settled by " + event.operator() + ": " + event.detail(),
                event.at());
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

    /** It never was in the market, so that nothing of the order it was to replace counts in it. */
    private static Order neverWas(Order order, OrderStatus status, String detail, Instant at) {
        return new Order(
                order.id(),
                order.brokerId(),
                order.intent(),
                status,
                Quantity.ZERO,
                Price.ZERO,
                detail,
                order.createdAt(),
                at,
                order.links().carrying(Quantity.ZERO, Price.ZERO));
    }

    private static Order linked(Order order, OrderStatus status, OrderLinks links, Instant at) {
        return new Order(
                order.id(),
                order.brokerId(),
                order.intent(),
                status,
                order.filled(),
                order.averageFillPrice(),
                "",
                order.createdAt(),
                at,
                links);
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
                at,
                order.links());
    }

    /** The event says something new about the order. */
    static boolean changes(Order order, OrderEvent.OfOrder event) {
        return apply(order, event) != order;
    }
}
