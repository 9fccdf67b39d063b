package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How a listener wants its messages, said when it connects. */
enum WireFormat {
    JSON,
    MSGPACK;

    static WireFormat of(HttpHeaders headers) {
        return headers.containsValue(HttpHeaderNames.CONTENT_TYPE, "application/msgpack", true)
                ? MSGPACK
                : JSON;
    }

    /** What a listener said: packed only in a binary frame, and JSON in any, told apart by the first byte. */
    JsonNode read(WebSocketFrame frame) throws IOException {
        ByteBuf content = frame.content();
        boolean packed =
                this == MSGPACK
                        && frame instanceof BinaryWebSocketFrame
                        && content.isReadable()
                        && content.getByte(content.readerIndex()) < 0;
        return packed
                ? Msgpack.unpack(ByteBufUtil.getBytes(content))
                : Json.MAPPER.readTree(content.toString(StandardCharsets.UTF_8));
    }
}
