package io.openbell.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderContinues;
import io.openbell.api.order.OrderEvent.OrderLegAdded;
import io.openbell.api.order.OrderEvent.OrderProgressed;
import io.openbell.api.order.OrderEvent.OrderReplaceRejected;
import io.openbell.api.order.OrderEvent.OrderReplaceRequested;
import io.openbell.api.order.OrderEvent.OrderReplaced;
import io.openbell.api.order.OrderEvent.OrderResized;
import io.openbell.api.order.OrderEvent.OrderRestated;
import io.openbell.api.order.OrderEvent.OrderSettled;
import io.openbell.api.order.OrderId;
import java.util.Optional;

/** The journal forms of orders that take another one's place or are made others, and of exits and legs: numbers 22 to 29, 32. */
final class ReplacementForms implements EventForms {

    @Override
    public void addTo(Register forms) {
        forms.add(
                22,
                OrderReplaceRequested.class,
                (e, to) ->
                        begin(e, to)
                                .put("newId", e.newId().value())
                                .put("requestedBy", e.requestedBy()),
                from ->
                        new OrderReplaceRequested(
                                from.orderId(),
                                id(from, "newId"),
                                from.text("requestedBy"),
                                from.instant("at")));
        forms.add(
                23,
                OrderReplaced.class,
                (e, to) -> begin(e, to).put("newId", e.newId().value()),
                from -> new OrderReplaced(from.orderId(), id(from, "newId"), from.instant("at")));
        forms.add(
                24,
                OrderReplaceRejected.class,
                (e, to) -> begin(e, to).put("newId", e.newId().value()).put("detail", e.detail()),
                from ->
                        new OrderReplaceRejected(
                                from.orderId(),
                                id(from, "newId"),
                                from.text("detail"),
                                from.instant("at")));
        forms.add(25, OrderContinues.class, ReplacementForms::write, ReplacementForms::readCarried);
        forms.add(26, OrderLegAdded.class, ReplacementForms::write, ReplacementForms::readLeg);
        forms.add(
                27,
                OrderResized.class,
                (e, to) -> begin(e, to).put("quantity", e.quantity().toString()),
                from ->
                        new OrderResized(
                                from.orderId(), from.quantity("quantity"), from.instant("at")));
        forms.add(
                28,
                OrderProgressed.class,
                (e, to) ->
                        begin(e, to)
                                .put("filled", e.filled().toString())
                                .put("averagePrice", e.averagePrice().toString()),
                from ->
                        new OrderProgressed(
                                from.orderId(),
                                from.quantity("filled"),
                                from.price("averagePrice"),
                                from.instant("at")));
        forms.add(
                29,
                OrderSettled.class,
                (e, to) -> begin(e, to).put("operator", e.operator()).put("detail", e.detail()),
                from ->
                        new OrderSettled(
                                from.orderId(),
                                from.text("operator"),
                                from.text("detail"),
                                from.instant("at")));
        forms.add(
                32,
                OrderRestated.class,
                (e, to) ->
                        IntentCodec.writeTerms(
                                e.terms(),
                                begin(e, to)
                                        .put("quantity", e.quantity().toString())
                                        .putObject("terms")),
                from ->
                        new OrderRestated(
                                from.orderId(),
                                from.quantity("quantity"),
                                IntentCodec.readTerms(from.nested("terms")),
                                from.instant("at")));
    }

    private static void write(OrderContinues event, ObjectNode to) {
        begin(event, to).put("replaces", event.replaces().value());
        event.parent().ifPresent(parent -> to.put("parent", parent.value()));
        to.put("replacedQuantity", event.replacedQuantity().toString())
                .put("carried", event.carried().toString())
                .put("averagePrice", event.averagePrice().toString());
    }

    private static OrderContinues readCarried(JsonFields from) {
        return new OrderContinues(
                from.orderId(),
                id(from, "replaces"),
                from.object().has("parent") ? Optional.of(id(from, "parent")) : Optional.empty(),
                from.quantity("replacedQuantity"),
                from.quantity("carried"),
                from.price("averagePrice"),
                from.instant("at"));
    }

    private static void write(OrderLegAdded event, ObjectNode to) {
        begin(event, to)
                .put("parent", event.parent().value())
                .put("brokerId", event.brokerId())
                .put("held", event.held());
        IntentCodec.write(event.intent(), to.putObject("intent"));
    }

    private static OrderLegAdded readLeg(JsonFields from) {
        return new OrderLegAdded(
                from.orderId(),
                id(from, "parent"),
                from.text("brokerId"),
                IntentCodec.read(from.nested("intent")),
                from.flag("held"),
                from.instant("at"));
    }

    private static ObjectNode begin(OfOrder event, ObjectNode to) {
        return to.put("orderId", event.orderId().value()).put("at", event.at().toString());
    }

    private static OrderId id(JsonFields from, String field) {
        return new OrderId(from.text(field));
    }
}
