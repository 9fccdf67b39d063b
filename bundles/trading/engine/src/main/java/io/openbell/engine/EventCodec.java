package io.openbell.engine;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCancelRejected;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderExpired;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderNotReceived;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.OrdersCleared;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.value.Side;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Journaled events as bytes: a type number and a JSON object (docs/journal.md). A number never changes its meaning; an
 * event that gets another shape gets another number.
 */
final class EventCodec {

    private record Form<T extends Journaled>(
            int number,
            Class<T> type,
            BiConsumer<T, ObjectNode> writer,
            Function<JsonFields, T> reader) {

        ObjectNode write(Journaled event, ObjectNode to) {
            writer.accept(type.cast(event), to);
            return to;
        }
    }

    /** Escapes keep the document in ASCII, and let it hold text that is no valid Unicode. */
    private final ObjectMapper json =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Map<Class<?>, Form<?>> byType = new HashMap<>();
    private final Map<Integer, Form<?>> byNumber = new HashMap<>();

    EventCodec() {
        addSession();
        addOrders();
        addAnswers();
    }

    /** The classes that can be journaled. */
    Set<Class<?>> types() {
        return Set.copyOf(byType.keySet());
    }

    /** @throws IllegalArgumentException for a class without a number */
    int number(Journaled event) {
        return form(event).number();
    }

    /** @throws IllegalArgumentException if the event cannot be written */
    byte[] encode(Journaled event) {
        try {
            return json.writeValueAsBytes(form(event).write(event, json.createObjectNode()));
        } catch (IOException | RuntimeException failure) {
            throw new IllegalArgumentException("cannot be journaled: " + event, failure);
        }
    }

    /** @throws IllegalArgumentException if the number is unknown or the payload is not what belongs to it */
    Journaled decode(int number, byte[] payload) {
        Form<?> form = byNumber.get(number);
        if (form == null) {
            throw new IllegalArgumentException(
                    "type "
                            + number
                            + " is unknown, this program reads "
                            + new TreeSet<>(byNumber.keySet()));
        }
        try {
            return form.reader().apply(new JsonFields(json.readTree(payload)));
        } catch (IOException | RuntimeException failure) {
            throw new IllegalArgumentException(
                    "payload is no " + form.type().getSimpleName() + ": " + failure.getMessage(),
                    failure);
        }
    }

    private Form<?> form(Journaled event) {
        Form<?> form = byType.get(event.getClass());
        if (form == null) {
            throw new IllegalArgumentException("no journal form for " + event.getClass().getName());
        }
        return form;
    }

    private <T extends Journaled> void add(
            int number,
            Class<T> type,
            BiConsumer<T, ObjectNode> writer,
            Function<JsonFields, T> reader) {
        Form<T> form = new Form<>(number, type, writer, reader);
        @Nullable Form<?> sameNumber = byNumber.put(number, form);
        @Nullable Form<?> sameType = byType.put(type, form);
        if (sameNumber != null || sameType != null) {
            throw new IllegalStateException("type number " + number + " is given twice");
        }
    }

    private void addSession() {
        add(1, AccountAdopted.class, EventCodec::writeAdopted, EventCodec::readAdopted);
        add(
                2,
                SessionMark.class,
                (e, to) -> at(to.put("started", e.started()).put("version", e.version()), e.at()),
                from -> new SessionMark(from.flag("started"), from.text("version"), at(from)));
        add(
                3,
                HaltTrading.class,
                (e, to) -> at(to.put("source", e.source()).put("reason", e.reason()), e.at()),
                from -> new HaltTrading(from.text("source"), from.text("reason"), at(from)));
        add(
                4,
                ResumeTrading.class,
                (e, to) -> at(to.put("operator", e.operator()).put("reason", e.reason()), e.at()),
                from -> new ResumeTrading(from.text("operator"), from.text("reason"), at(from)));
        add(
                50,
                OrdersCleared.class,
                (e, to) -> at(to.put("canceled", e.canceled()).put("kept", e.kept()), e.at()),
                from -> new OrdersCleared(from.whole("canceled"), from.whole("kept"), at(from)));
    }

    private void addOrders() {
        add(
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
        add(
                11,
                OrderInitialized.class,
                (e, to) -> {
                    at(to.put("orderId", e.orderId().value()), e.at());
                    IntentCodec.write(e.intent(), to.putObject("intent"));
                },
                from ->
                        new OrderInitialized(
                                from.orderId(), IntentCodec.read(from.nested("intent")), at(from)));
        add(
                12,
                OrderSubmitted.class,
                (e, to) -> at(to.put("orderId", e.orderId().value()), e.at()),
                from -> new OrderSubmitted(from.orderId(), at(from)));
        add(17, OrderFilled.class, EventCodec::writeFill, EventCodec::readFill);
        add(
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
        add(
                20,
                OrderCanceled.class,
                (e, to) -> at(to.put("orderId", e.orderId().value()), e.at()),
                from -> new OrderCanceled(from.orderId(), at(from)));
        add(
                21,
                OrderExpired.class,
                (e, to) -> at(to.put("orderId", e.orderId().value()), e.at()),
                from -> new OrderExpired(from.orderId(), at(from)));
    }

    private void addAnswers() {
        add(
                13,
                OrderAccepted.class,
                (e, to) ->
                        at(
                                to.put("orderId", e.orderId().value())
                                        .put("brokerId", e.brokerId()),
                                e.at()),
                from -> new OrderAccepted(from.orderId(), from.text("brokerId"), at(from)));
        add(
                14,
                OrderRejected.class,
                (e, to) -> detail(to, e.orderId().value(), e.detail(), e.at()),
                from -> new OrderRejected(from.orderId(), from.text("detail"), at(from)));
        add(
                15,
                OrderUnknown.class,
                (e, to) -> detail(to, e.orderId().value(), e.detail(), e.at()),
                from -> new OrderUnknown(from.orderId(), from.text("detail"), at(from)));
        add(
                16,
                OrderNotReceived.class,
                (e, to) -> detail(to, e.orderId().value(), e.detail(), e.at()),
                from -> new OrderNotReceived(from.orderId(), from.text("detail"), at(from)));
        add(
                19,
                OrderCancelRejected.class,
                (e, to) -> detail(to, e.orderId().value(), e.detail(), e.at()),
                from -> new OrderCancelRejected(from.orderId(), from.text("detail"), at(from)));
    }

    private static void writeAdopted(AccountAdopted event, ObjectNode to) {
        at(to.put("account", event.account()).put("cash", event.cash().toString()), event.at());
        ArrayNode positions = to.putArray("positions");
        for (BrokerPosition position : event.positions()) {
            positions
                    .addObject()
                    .put("symbol", position.symbol().ticker())
                    .put("quantity", position.quantity().toString())
                    .put("averagePrice", position.averagePrice().toString());
        }
    }

    private static AccountAdopted readAdopted(JsonFields from) {
        List<BrokerPosition> positions = new ArrayList<>();
        for (JsonNode node : from.list("positions")) {
            JsonFields position = new JsonFields(node);
            positions.add(
                    new BrokerPosition(
                            position.symbol("symbol"),
                            position.quantity("quantity"),
                            position.price("averagePrice")));
        }
        return new AccountAdopted(from.text("account"), from.money("cash"), positions, at(from));
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

    private static void detail(ObjectNode to, String orderId, String detail, Instant at) {
        at(to.put("orderId", orderId).put("detail", detail), at);
    }

    private static void at(ObjectNode to, Instant at) {
        to.put("at", at.toString());
    }

    private static Instant at(JsonFields from) {
        return from.instant("at");
    }
}
