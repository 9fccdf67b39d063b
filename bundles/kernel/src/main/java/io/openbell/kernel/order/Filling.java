package io.openbell.kernel.order;

import io.openbell.api.order.Order;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderContinues;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderProgressed;
import io.openbell.api.order.OrderEvent.OrderResized;
import io.openbell.api.order.OrderEvent.OrderRestated;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderLinks;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/**
 * How much of an order is filled, and of how much. An order for shares is complete when all of them are filled; an order by
 * amount of money when the venue says how many shares it was for; an order of several legs by what the venue says of the
 * whole, because what its legs fill are facts of their own.
 */
final class Filling {

    private Filling() {}

    static Order fill(Order order, OrderFilled event) {
        if (isWhole(order)) {
            throw new IllegalTransition(order, event, "it fills by its legs");
        }
        if (event.side() != order.intent().side()
                || !event.symbol().equals(order.intent().symbol())) {
            throw new IllegalTransition(
                    order, event, "filled " + event.side() + " " + event.symbol());
        }
        Quantity filled = order.filled().plus(event.quantity());
        if (filled.exceeds(order.intent().quantity()) && !isByAmount(order)) {
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
        BigDecimal cost =
                worth(order.averageFillPrice(), order.filled())
                        .add(worth(event.price(), event.quantity()));
        return filled(order, order.intent(), order.links(), filled, cost, event);
    }

    static Order carry(Order order, OrderContinues event) {
        OrderLinks links =
                new OrderLinks(
                        event.parent(),
                        Optional.of(event.replaces()),
                        order.links().replacedBy(),
                        event.replacedQuantity(),
                        event.carried(),
                        event.averagePrice());
        if (links.equals(order.links())) {
            return order;
        }
        Quantity filled = order.ownFilled().plus(event.carried());
        BigDecimal cost =
                worth(order.averageFillPrice(), order.filled())
                        .subtract(worth(order.links().carriedPrice(), order.links().carried()))
                        .add(worth(event.averagePrice(), event.carried()));
        boolean neverWas =
                order.status() == OrderStatus.REJECTED
                        || order.status() == OrderStatus.NOT_RECEIVED;
        if (neverWas) {
            return order;
        }
        if (order.brokerId().isEmpty()) {
            // Not in the market yet: what the old one filled makes no state of it.
            return with(order, order.intent(), links, order.status(), filled, cost, event.at());
        }
        return filled(order, order.intent(), links, filled, cost, event);
    }

    static Order resize(Order order, OrderResized event) {
        if (event.quantity().equals(order.intent().quantity())
                && !(isByAmount(order) && order.filled().equals(event.quantity()))) {
            return order;
        }
        if (order.filled().exceeds(event.quantity())) {
            throw new IllegalTransition(
                    order, event, "for " + event.quantity() + ", filled " + order.filled());
        }
        OrderIntent sized = order.intent().sized(event.quantity());
        boolean complete = order.filled().equals(event.quantity()) && order.filled().isPositive();
        OrderStatus status = complete ? OrderStatus.FILLED : order.status();
        if (status == order.status() && sized.equals(order.intent())) {
            return order;
        }
        return with(
                order,
                sized,
                order.links(),
                status,
                order.filled(),
                worth(order.averageFillPrice(), order.filled()),
                event.at());
    }

    static Order restate(Order order, OrderRestated event) {
        OrderIntent restated = order.intent().restated(event.quantity(), event.terms());
        if (restated.equals(order.intent())) {
            return order;
        }
        if (!event.quantity().exceeds(order.filled())) {
            throw new IllegalTransition(
                    order, event, "for " + event.quantity() + ", filled " + order.filled());
        }
        return with(
                order,
                restated,
                order.links(),
                order.status(),
                order.filled(),
                worth(order.averageFillPrice(), order.filled()),
                event.at());
    }

    static Order progress(Order order, OrderProgressed event) {
        if (!isWhole(order)) {
            throw new IllegalTransition(order, event, "it has no legs");
        }
        if (!event.filled().exceeds(order.filled())) {
            return order;
        }
        if (event.filled().exceeds(order.intent().quantity())) {
            throw new IllegalTransition(
                    order, event, "filled " + event.filled() + " of " + order.intent().quantity());
        }
        return filled(
                order,
                order.intent(),
                order.links(),
                event.filled(),
                worth(event.averagePrice(), event.filled()),
                event);
    }

    private static Order filled(
            Order order,
            OrderIntent intent,
            OrderLinks links,
            Quantity filled,
            BigDecimal cost,
            OfOrder event) {
        boolean complete =
                filled.equals(intent.quantity()) && filled.isPositive() && !isByAmount(order);
        return with(
                order,
                intent,
                links,
                complete ? OrderStatus.FILLED : partly(order, filled),
                filled,
                cost,
                event.at());
    }

    private static OrderStatus partly(Order order, Quantity filled) {
        if (!filled.isPositive()) {
            return order.status();
        }
        return switch (order.status()) {
            case PENDING_CANCEL, PENDING_REPLACE, CANCELED, EXPIRED, REPLACED -> order.status();
            case UNKNOWN ->
                    order.brokerId().isEmpty() ? OrderStatus.PARTIALLY_FILLED : OrderStatus.UNKNOWN;
            default -> OrderStatus.PARTIALLY_FILLED;
        };
    }

    /** The amount of money counts; the number of shares is an estimate. */
    static boolean isByAmount(Order order) {
        return order.intent().instructions().notional().isPresent();
    }

    /** Its legs fill, not it. */
    static boolean isWhole(Order order) {
        return order.intent().instructions().orderClass() instanceof OrderClass.MultiLeg;
    }

    private static BigDecimal worth(Price price, Quantity quantity) {
        return price.toBigDecimal().multiply(quantity.toBigDecimal());
    }

    private static Order with(
            Order order,
            OrderIntent intent,
            OrderLinks links,
            OrderStatus status,
            Quantity filled,
            BigDecimal cost,
            Instant at) {
        Price average =
                filled.isZero()
                        ? Price.ZERO
                        : Price.of(cost.divide(filled.toBigDecimal(), 9, RoundingMode.HALF_EVEN));
        return new Order(
                order.id(),
                order.brokerId(),
                intent,
                status,
                filled,
                average,
                "",
                order.createdAt(),
                at,
                links);
    }
}
