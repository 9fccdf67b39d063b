package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Errors of the market data streams, in Alpaca's words. */
final class StreamErrors {

    private StreamErrors() {}

    static ObjectNode message(int code) {
        return Json.MAPPER
                .createObjectNode()
                .put("T", "error")
                .put("code", code)
                .put("msg", words(code));
    }

    static String words(int code) {
        return switch (code) {
            case 400 -> "invalid syntax";
            case 401 -> "not authenticated";
            case 402 -> "auth failed";
            case 403 -> "already authenticated";
            case 404 -> "auth timeout";
            case 405 -> "symbol limit exceeded";
            case 406 -> "connection limit exceeded";
            case 407 -> "slow client";
            case 408 -> "v2 not enabled";
            case 409 -> "insufficient subscription";
            case 410 -> "invalid subscribe action for this feed";
            case 411 -> "insufficient scope";
            case 412 -> "option messages are only available in MsgPack format";
            case 413 -> "star subscription is not allowed for option quotes";
            default -> "internal error";
        };
    }
}
