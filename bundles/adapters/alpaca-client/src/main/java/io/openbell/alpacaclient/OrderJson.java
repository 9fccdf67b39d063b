package io.openbell.alpacaclient;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.Side;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Locale;

/** Our orders as Alpaca wants them: every number a plain decimal string, always with our own name for the order. */
final class OrderJson {

    private static final JsonFactory JSON = new JsonFactory();

    private OrderJson() {}

    static String write(Order order) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            OrderIntent intent = order.intent();
            json.writeStartObject();
            json.writeStringField("symbol", intent.symbol().ticker());
            json.writeStringField("qty", intent.quantity().toString());
            json.writeStringField("side", intent.side() == Side.BUY ? "buy" : "sell");
            json.writeStringField(
                    "time_in_force", intent.timeInForce().name().toLowerCase(Locale.ROOT));
            writeTerms(json, intent.terms());
            json.writeStringField("client_order_id", order.id().value());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string refused text", impossible);
        }
        return text.toString();
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
}
