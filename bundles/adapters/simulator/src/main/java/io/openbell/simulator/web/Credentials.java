package io.openbell.simulator.web;

import io.netty.handler.codec.http.HttpHeaders;

/** What the headers of a request say about its sender. */
enum Credentials {
    NONE,
    RIGHT,
    WRONG;

    private static final String ID = "APCA-API-KEY-ID";
    private static final String SECRET = "APCA-API-SECRET-KEY";

    static Credentials of(HttpHeaders headers, Keys keys) {
        if (!headers.contains(ID) && !headers.contains(SECRET)) {
            return NONE;
        }
        return keys.accept(headers.get(ID), headers.get(SECRET)) ? RIGHT : WRONG;
    }
}
