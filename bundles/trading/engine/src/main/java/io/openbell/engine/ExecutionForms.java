package io.openbell.engine;

import static io.openbell.engine.EventForms.at;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.order.Algorithm;
import io.openbell.api.order.Algorithm.Iceberg;
import io.openbell.api.order.Algorithm.Participation;
import io.openbell.api.order.Algorithm.Twap;
import io.openbell.api.order.Algorithm.Vwap;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.ExecutionEvent.ExecutionEnded;
import io.openbell.api.order.ExecutionEvent.ExecutionRefused;
import io.openbell.api.order.ExecutionEvent.ExecutionStarted;
import io.openbell.api.order.ExecutionEvent.ExecutionStopping;
import io.openbell.api.order.ExecutionEvent.Outcome;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrdersReconciled;
import io.openbell.api.value.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Executions, and the result of a reconciliation: numbers 40 to 49. */
final class ExecutionForms implements EventForms {

    @Override
    public void addTo(Register forms) {
        forms.add(
                40,
                ExecutionStarted.class,
                ExecutionForms::writeStarted,
                ExecutionForms::readStarted);
        forms.add(
                41,
                ExecutionStopping.class,
                (e, to) -> end(to, e.id(), e.outcome(), e.detail(), e.at()),
                from ->
                        new ExecutionStopping(
                                id(from), outcome(from), from.text("detail"), at(from)));
        forms.add(
                42,
                ExecutionEnded.class,
                (e, to) -> end(to, e.id(), e.outcome(), e.detail(), e.at()),
                from -> new ExecutionEnded(id(from), outcome(from), from.text("detail"), at(from)));
        forms.add(
                43,
                ExecutionRefused.class,
                (e, to) -> {
                    writeWish(e.wish(), to.putObject("wish"));
                    at(to.put("detail", e.detail()), e.at());
                },
                from ->
                        new ExecutionRefused(
                                readWish(from.nested("wish")), from.text("detail"), at(from)));
        forms.add(
                44,
                OrdersReconciled.class,
                ExecutionForms::writeReconciled,
                ExecutionForms::readReconciled);
    }

    private static void writeStarted(ExecutionStarted event, ObjectNode to) {
        writeWish(event.wish(), to.putObject("wish"));
        ArrayNode weights = to.putArray("weights");
        event.weights().forEach(weight -> weights.add(Long.toString(weight)));
        at(to.put("profile", event.profile()), event.at());
    }

    private static ExecutionStarted readStarted(JsonFields from) {
        List<Long> weights = new ArrayList<>();
        for (JsonNode weight : from.list("weights")) {
            weights.add(Long.parseLong(weight.textValue()));
        }
        return new ExecutionStarted(
                readWish(from.nested("wish")), weights, from.text("profile"), at(from));
    }

    private static void writeReconciled(OrdersReconciled event, ObjectNode to) {
        at(
                to.put("open", Integer.toString(event.open()))
                        .put("external", Integer.toString(event.external()))
                        .put("recovered", Integer.toString(event.recovered()))
                        .put("summary", event.summary())
                        .put("digest", event.digest()),
                event.at());
    }

    private static OrdersReconciled readReconciled(JsonFields from) {
        return new OrdersReconciled(
                Integer.parseInt(from.text("open")),
                Integer.parseInt(from.text("external")),
                Integer.parseInt(from.text("recovered")),
                from.text("summary"),
                from.text("digest"),
                at(from));
    }

    private static void end(
            ObjectNode to, IntentId id, Outcome outcome, String detail, Instant at) {
        at(to.put("id", id.value()).put("outcome", outcome.name()).put("detail", detail), at);
    }

    private static void writeWish(ExecuteOrder wish, ObjectNode to) {
        to.put("id", wish.id().value())
                .put("source", wish.source())
                .put("symbol", wish.symbol().ticker())
                .put("side", wish.side().name())
                .put("quantity", wish.quantity().toString())
                .put("reason", wish.reason())
                .put("basis", wish.basis().toString());
        wish.limitPrice().ifPresent(limit -> to.put("limitPrice", limit.toString()));
        writeAlgorithm(wish.algorithm(), to.putObject("algorithm"));
    }

    private static ExecuteOrder readWish(JsonFields from) {
        return new ExecuteOrder(
                id(from),
                from.text("source"),
                from.symbol("symbol"),
                from.constant("side", Side.class),
                from.quantity("quantity"),
                from.object().has("limitPrice")
                        ? Optional.of(from.price("limitPrice"))
                        : Optional.empty(),
                readAlgorithm(from.nested("algorithm")),
                from.text("reason"),
                from.instant("basis"));
    }

    private static void writeAlgorithm(Algorithm algorithm, ObjectNode to) {
        to.put("type", algorithm.token());
        if (algorithm instanceof Twap twap) {
            to.put("over", twap.over().toString()).put("slices", Integer.toString(twap.slices()));
        } else if (algorithm instanceof Vwap vwap) {
            to.put("over", vwap.over().toString()).put("slices", Integer.toString(vwap.slices()));
        } else if (algorithm instanceof Participation share) {
            to.put("percent", Double.toString(share.percent()))
                    .put("atMost", share.atMost().toString());
        } else if (algorithm instanceof Iceberg iceberg) {
            to.put("shown", iceberg.shown().toString()).put("atMost", iceberg.atMost().toString());
        } else {
            throw new IllegalArgumentException("no journal form for " + algorithm);
        }
    }

    private static Algorithm readAlgorithm(JsonFields from) {
        String type = from.text("type");
        return switch (type) {
            case "twap" -> new Twap(duration(from, "over"), Integer.parseInt(from.text("slices")));
            case "vwap" -> new Vwap(duration(from, "over"), Integer.parseInt(from.text("slices")));
            case "pov" ->
                    new Participation(
                            Double.parseDouble(from.text("percent")), duration(from, "atMost"));
            case "iceberg" -> new Iceberg(from.quantity("shown"), duration(from, "atMost"));
            default -> throw new IllegalArgumentException("unknown algorithm '" + type + "'");
        };
    }

    private static Duration duration(JsonFields from, String field) {
        return Duration.parse(from.text(field));
    }

    private static IntentId id(JsonFields from) {
        return new IntentId(from.text("id"));
    }

    private static Outcome outcome(JsonFields from) {
        return from.constant("outcome", Outcome.class);
    }
}
