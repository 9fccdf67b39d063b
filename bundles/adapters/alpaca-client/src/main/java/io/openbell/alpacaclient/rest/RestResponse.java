package io.openbell.alpacaclient.rest;

import io.netty.handler.codec.http.HttpHeaders;

/** One complete answer. */
public record RestResponse(int status, HttpHeaders headers, byte[] body) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public String contentType() {
        return headers.get("Content-Type", "no content type");
    }
}
