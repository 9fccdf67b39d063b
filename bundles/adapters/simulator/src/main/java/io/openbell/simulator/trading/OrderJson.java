package io.openbell.simulator.trading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.Listing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order as Alpaca writes it. */
public final class OrderJson {

    private OrderJson() {}

    /** As it stands; legs are named only where they cannot stand alone. */
    public static ObjectNode of(VenueOrder order) {
        return of(order, order.status().word(), order.ticket().isMultiLeg());
    }

    /** As it stands, with its legs. */
    public static ObjectNode nested(VenueOrder order) {
        return of(order, order.status().word(), true);
    }

    /** With its legs, under another word for its state. */
    static ObjectNode nested(VenueOrder order, String status) {
        return of(order, status, true);
    }

    private static ObjectNode of(VenueOrder order, String status, boolean withLegs) {
        ObjectNode json = fields(order, status);
        if (withLegs && !order.legs().isEmpty()) {
            ArrayNode legs = json.putArray("legs");
            order.legs().forEach(leg -> legs.add(leg(leg, order)));
        } else {
            json.putNull("legs");
        }
        return json;
    }

    /** A leg has no legs, and says so by not naming any. A part is priced as the whole is. */
    private static ObjectNode leg(VenueOrder leg, VenueOrder whole) {
        ObjectNode json = fields(leg, leg.status().word());
        if (leg.role() == LegRole.PART) {
            json.put("type", whole.ticket().type().word());
            json.put("order_type", whole.ticket().type().word());
            json.putNull("limit_price");
        }
        return json;
    }

    private static ObjectNode fields(VenueOrder order, String status) {
        OrderTicket ticket = order.ticket();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", order.id());
        json.put("client_order_id", ticket.clientOrderId());
        json.put("created_at", order.acceptedAt().toString());
        json.put("updated_at", order.updatedAt().toString());
        json.put("submitted_at", order.acceptedAt().toString());
        json.put("filled_at", text(order.finishedAs(VenueOrder.Status.FILLED)));
        json.put("expired_at", text(order.finishedAs(VenueOrder.Status.EXPIRED)));
        json.put("canceled_at", text(order.finishedAs(VenueOrder.Status.CANCELED)));
        json.putNull("failed_at");
        json.put("replaced_at", text(order.finishedAs(VenueOrder.Status.REPLACED)));
        json.put("replaced_by", order.replacedBy());
        json.put("replaces", order.replaces());
        if (order.endsAt() != null) {
            json.put("expires_at", text(order.endsAt()));
        }
        if (!ticket.isMultiLeg()) {
            json.put("asset_id", Listing.id(ticket.symbol()));
            json.put("symbol", ticket.symbol());
            json.put("asset_class", ticket.instrument().assetClass().word());
            json.put("side", ticket.side().word());
            if (ticket.intent() != null) {
                json.put("position_intent", ticket.intent().word());
            }
        }
        json.put("notional", Decimals.textOrNull(ticket.notional()));
        json.put("qty", ticket.isNotional() ? null : Decimals.text(order.quantity()));
        json.put("filled_qty", Decimals.text(order.filled()));
        json.put("filled_avg_price", Decimals.textOrNull(order.averageFillPrice()));
        json.put("order_class", ticket.orderClass().word());
        json.put("order_type", ticket.type().word());
        json.put("type", ticket.type().word());
        json.put("time_in_force", ticket.lasting().word());
        json.put("limit_price", Decimals.textOrNull(ticket.limitPrice()));
        json.put("stop_price", Decimals.textOrNull(order.stopPrice()));
        json.put("status", status);
        json.put("extended_hours", ticket.extendedHours());
        json.put("trail_percent", Decimals.textOrNull(ticket.trailPercent()));
        json.put("trail_price", Decimals.textOrNull(ticket.trailPrice()));
        json.put("hwm", Decimals.textOrNull(order.highWaterMark()));
        if (ticket.ratio() != null) {
            json.put("ratio_qty", Decimals.text(ticket.ratio()));
        }
        json.putNull("subtag");
        json.putNull("source");
        return json;
    }

    /** The exchange's name for an instrument: the same at every start. */
    public static String assetId(String symbol) {
        return Listing.id(symbol);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
