package io.openbell.engine;

import static io.openbell.engine.EventForms.at;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderExpired;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.value.Side;

/** What we decided about orders, and what became of them: numbers 10 to 12, 17, 18, 20, 21. */
final class OrderForms implements EventForms {

    @Override
    public void addTo(Register forms) {
        forms.add(
                10,
                OrderDenied.class,
                (e, to) -> {
                    at(to.put("code", e.code()).put("detail", e.detail()), e.at());
                    IntentCodec.write(e.intent(), to.putObject("intent"));
                },
                from ->
                        new OrderDenied(
                                IntentCodec.read(from.nested("intent")),
                                from.text("code"),
                                from.text("detail"),
                                at(from)));
        forms.add(
                11,
                OrderInitialized.class,
                (e, to) -> {
                    at(to.put("orderId", e.orderId().value()), e.at());
                    IntentCodec.write(e.intent(), to.putObject("intent"));
                },
                from ->
                        new OrderInitialized(
                                from.orderId(), IntentCodec.read(from.nested("intent")), at(from)));
        forms.add(
                12,
                OrderSubmitted.class,
                (e, to) -> at(to.put("orderId", e.orderId().value()), e.at()),
                from -> new OrderSubmitted(from.orderId(), at(from)));
        forms.add(17, OrderFilled.class, OrderForms::writeFill, OrderForms::readFill);
        forms.add(
                18,
                OrderCancelRequested.class,
                (e, to) ->
                        at(
                                to.put("orderId", e.orderId().value())
                                        .put("requestedBy", e.requestedBy()),
                                e.at()),
                from ->
                        new OrderCancelRequested(
                                from.orderId(), from.text("requestedBy"), at(from)));
        forms.add(
                20,
                OrderCanceled.class,
                (e, to) -> at(to.put("orderId", e.orderId().value()), e.at()),
                from -> new OrderCanceled(from.orderId(), at(from)));
        forms.add(
                21,
                OrderExpired.class,
                (e, to) -> at(to.put("orderId", e.orderId().value()), e.at()),
                from -> new OrderExpired(from.orderId(), at(from)));
    }

    private static void writeFill(OrderFilled event, ObjectNode to) {
        to.put("orderId", event.orderId().value())
                .put("executionId", event.executionId())
                .put("source", event.source())
                .put("symbol", event.symbol().ticker())
                .put("side", event.side().name())
                .put("price", event.price().toString())
                .put("quantity", event.quantity().toString())
                .put("commission", event.commission().toString());
        at(to, event.at());
    }

    private static OrderFilled readFill(JsonFields from) {
        return new OrderFilled(
                from.orderId(),
                from.text("executionId"),
                from.text("source"),
                from.symbol("symbol"),
                from.constant("side", Side.class),
                from.price("price"),
                from.quantity("quantity"),
                from.money("commission"),
                at(from));
    }
}
