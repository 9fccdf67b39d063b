package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.trading.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request.
 *
 * @param body null for none
 */
record Reply(int status, @Nullable JsonNode body) {

    static Reply ok(JsonNode body) {
        return new Reply(200, body);
    }

    static Reply message(int status, String message) {
        return new Reply(status, Json.MAPPER.createObjectNode().put("message", message));
    }

    static Reply refused(Refusal refusal) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("code", refusal.code());
        body.put("message", refusal.message());
        refusal.details().forEach(body::put);
        return new Reply(refusal.httpStatus(), body);
    }

    static Reply failed() {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("code", 50010000);
        body.put("message", "internal server error occurred");
        return new Reply(500, body);
    }
}
