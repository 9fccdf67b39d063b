package io.openbell.simulator.trading;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to an order; told to the listeners of trade_updates.
 *
 * @param event       Alpaca's word
 * @param eventId     unique; for fills the execution's
 * @param execution   present for fills and partial fills
 * @param order       the order right after the event
 */
public record TradeUpdate(
        String event, String eventId, @Nullable Execution execution, ObjectNode order, Instant at) {

    /** The message's data. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("event", event);
        json.put("execution_id", eventId);
        json.put("timestamp", at.toString());
        if (execution != null) {
            json.put("price", Decimals.text(execution.price()));
            json.put("qty", Decimals.text(execution.quantity()));
            json.put("position_qty", Decimals.text(execution.positionAfter()));
        }
        json.set("order", order);
        return json;
    }
}
