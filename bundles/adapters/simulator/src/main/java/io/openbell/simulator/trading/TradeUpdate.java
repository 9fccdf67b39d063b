package io.openbell.simulator.trading;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to an order; told to the listeners of trade_updates and of the event stream. The same line of the
 * ledger makes the same updates, whenever it is read.
 *
 * @param event       Alpaca's word
 * @param eventId     a ULID: later updates have larger ones
 * @param executionId unique; for fills the execution's
 * @param fill        present for fills and partial fills
 * @param order       the order right after the event
 */
public record TradeUpdate(
        String event,
        String eventId,
        String accountId,
        String executionId,
        @Nullable Fill fill,
        ObjectNode order,
        Instant at) {

    /**
     * What was executed.
     *
     * @param positionAfter null for several options at once
     */
    public record Fill(BigDecimal price, BigDecimal quantity, @Nullable BigDecimal positionAfter) {}

    /** The message's data. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("account_id", accountId);
        json.put("at", at.toString());
        json.put("event", event);
        json.put("event_id", eventId);
        json.put("execution_id", executionId);
        json.put("timestamp", at.toString());
        if (fill != null) {
            json.put("price", Decimals.text(fill.price()));
            json.put("qty", Decimals.text(fill.quantity()));
            if (fill.positionAfter() != null) {
                json.put("position_qty", Decimals.text(fill.positionAfter()));
            }
        }
        json.set("order", order);
        return json;
    }
}
