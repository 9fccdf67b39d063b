package io.openbell.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Instant;

/** The fields of one JSON object, read strictly: what is missing or of another kind is an error that names it. */
record JsonFields(JsonNode object) {

    String text(String field) {
        JsonNode value = object.get(field);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException(
                    "field '"
                            + field
                            + "' must be text, was "
                            + (value == null ? "absent" : value));
        }
        return value.textValue();
    }

    boolean flag(String field) {
        JsonNode value = object.get(field);
        if (value == null || !value.isBoolean()) {
            throw new IllegalArgumentException(
                    "field '"
                            + field
                            + "' must be true or false, was "
                            + (value == null ? "absent" : value));
        }
        return value.booleanValue();
    }

    int whole(String field) {
        JsonNode value = object.get(field);
        if (value == null || !value.canConvertToExactIntegral() || !value.canConvertToInt()) {
            throw new IllegalArgumentException(
                    "field '"
                            + field
                            + "' must be a whole number, was "
                            + (value == null ? "absent" : value));
        }
        return value.intValue();
    }

    JsonFields nested(String field) {
        JsonNode value = object.get(field);
        if (value == null || !value.isObject()) {
            throw new IllegalArgumentException("field '" + field + "' must be an object");
        }
        return new JsonFields(value);
    }

    Iterable<JsonNode> list(String field) {
        JsonNode value = object.get(field);
        if (value == null || !value.isArray()) {
            throw new IllegalArgumentException("field '" + field + "' must be a list");
        }
        return value;
    }

    <E extends Enum<E>> E constant(String field, Class<E> type) {
        return Enum.valueOf(type, text(field));
    }

    Instant instant(String field) {
        return InstantText.parse(text(field));
    }

    Price price(String field) {
        return Price.parse(text(field));
    }

    Quantity quantity(String field) {
        return Quantity.parse(text(field));
    }

    Money money(String field) {
        return Money.parse(text(field));
    }

    Symbol symbol(String field) {
        return Symbol.of(text(field));
    }

    OrderId orderId() {
        return new OrderId(text("orderId"));
    }
}
