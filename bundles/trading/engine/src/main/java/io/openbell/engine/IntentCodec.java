package io.openbell.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.OrderTerms.Limit;
import io.openbell.api.order.OrderTerms.Market;
import io.openbell.api.order.OrderTerms.Stop;
import io.openbell.api.order.OrderTerms.StopLimit;
import io.openbell.api.order.OrderTerms.TrailingStop;
import io.openbell.api.order.OrderTerms.TrailingStopPercent;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Side;
import java.util.Optional;

/** Intents as JSON. Whatever an intent holds survives, nonsense included: a denied one is journaled as it came. */
final class IntentCodec {

    private IntentCodec() {}

    static void write(OrderIntent intent, ObjectNode to) {
        to.put("id", intent.id().value())
                .put("source", intent.source())
                .put("symbol", intent.symbol().ticker())
                .put("side", intent.side().name())
                .put("quantity", intent.quantity().toString())
                .put("timeInForce", intent.timeInForce().name())
                .put("reason", intent.reason())
                .put("basis", intent.basis().toString());
        writeTerms(intent.terms(), to.putObject("terms"));
        if (!intent.instructions().isPlain()) {
            InstructionsCodec.write(intent.instructions(), to.putObject("instructions"));
        }
        intent.parent().ifPresent(parent -> to.put("parent", parent.value()));
        intent.origin().ifPresent(origin -> OriginCodec.write(origin, to.putObject("origin")));
    }

    static OrderIntent read(JsonFields from) {
        return new OrderIntent(
                new IntentId(from.text("id")),
                from.text("source"),
                from.symbol("symbol"),
                from.constant("side", Side.class),
                from.quantity("quantity"),
                readTerms(from.nested("terms")),
                from.constant("timeInForce", TimeInForce.class),
                from.text("reason"),
                from.instant("basis"),
                from.object().has("instructions")
                        ? InstructionsCodec.read(from.nested("instructions"))
                        : OrderInstructions.PLAIN,
                from.object().has("parent")
                        ? Optional.of(new IntentId(from.text("parent")))
                        : Optional.empty(),
                // Journals of before know no origin: absent means that nobody knows it.
                from.object().has("origin")
                        ? Optional.of(OriginCodec.read(from.nested("origin")))
                        : Optional.empty());
    }

    static void writeTerms(OrderTerms terms, ObjectNode to) {
        if (terms instanceof Market) {
            to.put("type", "market");
        } else if (terms instanceof Limit limit) {
            to.put("type", "limit").put("limitPrice", limit.limitPrice().toString());
        } else if (terms instanceof Stop stop) {
            to.put("type", "stop").put("stopPrice", stop.stopPrice().toString());
        } else if (terms instanceof StopLimit stop) {
            to.put("type", "stopLimit")
                    .put("stopPrice", stop.stopPrice().toString())
                    .put("limitPrice", stop.limitPrice().toString());
        } else if (terms instanceof TrailingStop trailing) {
            to.put("type", "trailingStop").put("trail", trailing.trail().toString());
        } else if (terms instanceof TrailingStopPercent trailing) {
            // As text, because JSON knows no NaN.
            to.put("type", "trailingStopPercent")
                    .put("trailPercent", Double.toString(trailing.trailPercent()));
        } else {
            throw new IllegalArgumentException("no journal form for " + terms.getClass().getName());
        }
    }

    static OrderTerms readTerms(JsonFields from) {
        String type = from.text("type");
        return switch (type) {
            case "market" -> new Market();
            case "limit" -> new Limit(from.price("limitPrice"));
            case "stop" -> new Stop(from.price("stopPrice"));
            case "stopLimit" -> new StopLimit(from.price("stopPrice"), from.price("limitPrice"));
            case "trailingStop" -> new TrailingStop(from.price("trail"));
            case "trailingStopPercent" ->
                    new TrailingStopPercent(Double.parseDouble(from.text("trailPercent")));
            default -> throw new IllegalArgumentException("unknown order terms '" + type + "'");
        };
    }
}
