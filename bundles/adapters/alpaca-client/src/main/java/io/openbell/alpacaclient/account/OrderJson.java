package io.openbell.alpacaclient.account;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.openbell.api.broker.Replacement;
import io.openbell.api.order.ExitLeg;
import io.openbell.api.order.ExitLeg.StopLoss;
import io.openbell.api.order.ExitLeg.TakeProfit;
import io.openbell.api.order.OptionLeg;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.Price;
import io.openbell.api.value.Side;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Our orders as Alpaca wants them: every number a plain decimal string, always with our own name for the order. */
public final class OrderJson {

    private static final JsonFactory JSON = new JsonFactory();

    private OrderJson() {}

    /** Writes one object. */
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * A new order.
     *
     * @throws IllegalArgumentException if the parts of the order contradict each other
     */
    public static String write(Order order) {
        OrderIntent intent = order.intent();
        return object(
                json -> {
                    writeWhat(json, intent);
                    json.writeStringField("time_in_force", word(intent.timeInForce()));
                    writeTerms(json, intent.terms());
                    writeInstructions(json, intent);
                    json.writeStringField("client_order_id", order.id().value());
                });
    }

    /** A change of an order. */
    public static String write(Replacement change) {
        return object(
                json -> {
                    write(json, "qty", change.quantity());
                    write(json, "limit_price", change.limitPrice());
                    write(json, "stop_price", change.stopPrice());
                    write(json, "trail", change.trail());
                    write(json, "time_in_force", change.timeInForce().map(OrderJson::word));
                    json.writeStringField("client_order_id", change.newId().value());
                });
    }

    private static String object(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string refused text", impossible);
        }
        return text.toString();
    }

    private static void writeWhat(JsonGenerator json, OrderIntent intent) throws IOException {
        OrderInstructions instructions = intent.instructions();
        boolean severalLegs = instructions.orderClass() instanceof OrderClass.MultiLeg;
        if (!severalLegs) {
            json.writeStringField("symbol", intent.symbol().ticker());
        }
        if (instructions.notional().isPresent()) {
            json.writeStringField("notional", instructions.notional().get().toString());
        } else {
            json.writeStringField("qty", intent.quantity().toString());
        }
        if (!severalLegs) {
            json.writeStringField("side", word(intent.side()));
        }
    }

    private static void writeInstructions(JsonGenerator json, OrderIntent intent)
            throws IOException {
        OrderInstructions instructions = intent.instructions();
        if (instructions.extendedHours()) {
            json.writeBooleanField("extended_hours", true);
        }
        write(json, "position_intent", instructions.positionIntent().map(OrderJson::word));
        OrderClass group = instructions.orderClass();
        if (group instanceof OrderClass.Bracket bracket) {
            json.writeStringField("order_class", "bracket");
            writeExit(json, bracket.takeProfit());
            writeExit(json, bracket.stopLoss());
        } else if (group instanceof OrderClass.OneCancelsOther oco) {
            json.writeStringField("order_class", "oco");
            writeExit(json, new TakeProfit(limitOf(intent)));
            writeExit(json, oco.stopLoss());
        } else if (group instanceof OrderClass.OneTriggersOther oto) {
            json.writeStringField("order_class", "oto");
            writeExit(json, oto.exit());
        } else if (group instanceof OrderClass.MultiLeg several) {
            json.writeStringField("order_class", "mleg");
            json.writeArrayFieldStart("legs");
            for (OptionLeg leg : several.legs()) {
                writeLeg(json, leg);
            }
            json.writeEndArray();
        }
    }

    private static Price limitOf(OrderIntent intent) {
        if (intent.terms() instanceof OrderTerms.Limit limit) {
            return limit.limitPrice();
        }
        throw new IllegalArgumentException(
                "one of two exits has limit terms (the gain), was " + intent.terms());
    }

    private static void writeExit(JsonGenerator json, ExitLeg exit) throws IOException {
        if (exit instanceof TakeProfit gain) {
            json.writeObjectFieldStart("take_profit");
            json.writeStringField("limit_price", gain.limitPrice().toString());
        } else if (exit instanceof StopLoss loss) {
            json.writeObjectFieldStart("stop_loss");
            json.writeStringField("stop_price", loss.stopPrice().toString());
            write(json, "limit_price", loss.limitPrice());
        } else {
            throw new IllegalArgumentException("an exit that Alpaca does not know: " + exit);
        }
        json.writeEndObject();
    }

    private static void writeLeg(JsonGenerator json, OptionLeg leg) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbol", leg.symbol().ticker());
        json.writeStringField("side", word(leg.side()));
        json.writeStringField("ratio_qty", Integer.toString(leg.ratio()));
        json.writeStringField("position_intent", word(leg.positionIntent()));
        json.writeEndObject();
    }

    private static void writeTerms(JsonGenerator json, OrderTerms terms) throws IOException {
        if (terms instanceof OrderTerms.Market) {
            json.writeStringField("type", "market");
        } else if (terms instanceof OrderTerms.Limit limit) {
            json.writeStringField("type", "limit");
            json.writeStringField("limit_price", limit.limitPrice().toString());
        } else if (terms instanceof OrderTerms.Stop stop) {
            json.writeStringField("type", "stop");
            json.writeStringField("stop_price", stop.stopPrice().toString());
        } else if (terms instanceof OrderTerms.StopLimit both) {
            json.writeStringField("type", "stop_limit");
            json.writeStringField("stop_price", both.stopPrice().toString());
            json.writeStringField("limit_price", both.limitPrice().toString());
        } else if (terms instanceof OrderTerms.TrailingStop trailing) {
            json.writeStringField("type", "trailing_stop");
            json.writeStringField("trail_price", trailing.trail().toString());
        } else if (terms instanceof OrderTerms.TrailingStopPercent trailing) {
            json.writeStringField("type", "trailing_stop");
            json.writeStringField(
                    "trail_percent",
                    BigDecimal.valueOf(trailing.trailPercent())
                            .stripTrailingZeros()
                            .toPlainString());
        } else {
            throw new IllegalArgumentException("terms that Alpaca does not know: " + terms);
        }
    }

    private static void write(JsonGenerator json, String name, Optional<?> value)
            throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get().toString());
        }
    }

    private static String word(Side side) {
        return side == Side.BUY ? "buy" : "sell";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
