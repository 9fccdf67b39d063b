package io.openbell.alpacaclient;

import io.netty.handler.codec.http.HttpHeaders;

/** One complete answer. */
record RestResponse(int status, HttpHeaders headers, byte[] body) {

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    String contentType() {
        return headers.get("Content-Type", "no content type");
    }
}
