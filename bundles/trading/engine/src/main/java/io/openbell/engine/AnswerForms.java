package io.openbell.engine;

import static io.openbell.engine.EventForms.at;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCancelRejected;
import io.openbell.api.order.OrderEvent.OrderNotReceived;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import java.time.Instant;

/** What the venue answered to a request, or did not: numbers 13 to 16 and 19. */
final class AnswerForms implements EventForms {

    @Override
    public void addTo(Register forms) {
        forms.add(
                13,
                OrderAccepted.class,
                (e, to) ->
                        at(
                                to.put("orderId", e.orderId().value())
                                        .put("brokerId", e.brokerId()),
                                e.at()),
                from -> new OrderAccepted(from.orderId(), from.text("brokerId"), at(from)));
        forms.add(
                14,
                OrderRejected.class,
                (e, to) -> detail(to, e.orderId().value(), e.detail(), e.at()),
                from -> new OrderRejected(from.orderId(), from.text("detail"), at(from)));
        forms.add(
                15,
                OrderUnknown.class,
                (e, to) -> detail(to, e.orderId().value(), e.detail(), e.at()),
                from -> new OrderUnknown(from.orderId(), from.text("detail"), at(from)));
        forms.add(
                16,
                OrderNotReceived.class,
                (e, to) -> detail(to, e.orderId().value(), e.detail(), e.at()),
                from -> new OrderNotReceived(from.orderId(), from.text("detail"), at(from)));
        forms.add(
                19,
                OrderCancelRejected.class,
                (e, to) -> detail(to, e.orderId().value(), e.detail(), e.at()),
                from -> new OrderCancelRejected(from.orderId(), from.text("detail"), at(from)));
    }

    private static void detail(ObjectNode to, String orderId, String detail, Instant at) {
        at(to.put("orderId", orderId).put("detail", detail), at);
    }
}
