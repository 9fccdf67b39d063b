package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.trading.Refusal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request.
 *
 * @param body   null for none
 * @param events begins an answer that goes on; null for one that is complete
 */
record Reply(int status, @Nullable JsonNode body, @Nullable Consumer<EventStream> events) {

    Reply(int status, @Nullable JsonNode body) {
        this(status, body, null);
    }

    static Reply ok(JsonNode body) {
        return new Reply(200, body);
    }

    /**
     * Server-sent events, for as long as the client listens.
     *
     * @param begin is given the stream once its head was sent, on the exchange's thread; whoever keeps the stream forgets
     *              it when it {@linkplain EventStream#whenClosed closes}
     */
    static Reply stream(Consumer<EventStream> begin) {
        return new Reply(200, null, begin);
    }

    static Reply message(int status, String message) {
        return new Reply(status, Json.MAPPER.createObjectNode().put("message", message));
    }

    /** With Alpaca's code beside the message. */
    static Reply error(int status, int code, String message) {
        return new Reply(
                status, Json.MAPPER.createObjectNode().put("code", code).put("message", message));
    }

    static Reply refused(Refusal refusal) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("code", refusal.code());
        body.put("message", refusal.message());
        refusal.details().forEach(body::put);
        return new Reply(refusal.httpStatus(), body);
    }

    static Reply failed() {
        return error(500, 50010000, "internal server error occurred");
    }
}
