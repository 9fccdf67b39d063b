package io.openbell.simulator.trading;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as Alpaca writes it. */
public final class OrderJson {

    private OrderJson() {}

    /** As it stands. */
    public static ObjectNode of(VenueOrder order) {
        return of(order, order.status().name().toLowerCase(Locale.ROOT));
    }

    /** As it stands, under another word for its state. */
    static ObjectNode of(VenueOrder order, String status) {
        OrderTicket ticket = order.ticket();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", order.id());
        json.put("client_order_id", ticket.clientOrderId());
        json.put("created_at", order.acceptedAt().toString());
        json.put("updated_at", order.updatedAt().toString());
        json.put("submitted_at", order.acceptedAt().toString());
        json.put("filled_at", text(order.filledAt()));
        json.put("expired_at", text(order.expiredAt()));
        json.put("canceled_at", text(order.canceledAt()));
        json.putNull("failed_at");
        json.putNull("replaced_at");
        json.putNull("replaced_by");
        json.putNull("replaces");
        json.put("asset_id", assetId(ticket.symbol()));
        json.put("symbol", ticket.symbol());
        json.put("asset_class", "us_equity");
        json.putNull("notional");
        json.put("qty", Decimals.text(ticket.quantity()));
        json.put("filled_qty", Decimals.text(order.filled()));
        json.put("filled_avg_price", Decimals.textOrNull(order.averageFillPrice()));
        json.put("order_class", "simple");
        json.put("order_type", ticket.type().word());
        json.put("type", ticket.type().word());
        json.put("side", ticket.side().word());
        json.put("time_in_force", ticket.lasting().word());
        json.put("limit_price", Decimals.textOrNull(ticket.limitPrice()));
        json.put("stop_price", Decimals.textOrNull(order.stopPrice()));
        json.put("status", status);
        json.put("extended_hours", ticket.extendedHours());
        json.putNull("legs");
        json.put("trail_percent", Decimals.textOrNull(ticket.trailPercent()));
        json.put("trail_price", Decimals.textOrNull(ticket.trailPrice()));
        json.put("hwm", Decimals.textOrNull(order.highWaterMark()));
        json.putNull("subtag");
        json.putNull("source");
        return json;
    }

    /** The exchange's name for an instrument: the same at every start. */
    public static String assetId(String symbol) {
        return UUID.nameUUIDFromBytes(("asset " + symbol).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
