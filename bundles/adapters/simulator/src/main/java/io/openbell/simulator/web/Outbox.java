package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.msgpack.core.MessagePack.Code;

/** What a listener of market data has not been sent yet. */
final class Outbox {

    private final WireFormat format;
    private final List<StreamEvent> events = new ArrayList<>();
    private boolean behind;
    private long behindSinceNanos;

    Outbox(WireFormat format) {
        this.format = format;
    }

    void add(StreamEvent event) {
        events.add(event);
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    void clear() {
        events.clear();
    }

    /** All that waits, as one array. */
    WebSocketFrame take(ChannelHandlerContext ctx) {
        ByteBuf bytes = ctx.alloc().buffer(events.size() * 128);
        if (format == WireFormat.MSGPACK) {
            bytes.writeByte(Code.ARRAY32).writeInt(events.size());
            events.forEach(event -> bytes.writeBytes(event.packed()));
        } else {
            char before = '[';
            for (StreamEvent event : events) {
                bytes.writeByte(before);
                bytes.writeCharSequence(event.text(), StandardCharsets.UTF_8);
                before = ',';
            }
            bytes.writeByte(']');
        }
        events.clear();
        return frame(bytes);
    }

    /** One message of the protocol itself: an array of one. */
    WebSocketFrame control(ChannelHandlerContext ctx, ObjectNode message) {
        ByteBuf bytes = ctx.alloc().buffer(256);
        if (format == WireFormat.MSGPACK) {
            bytes.writeByte(Code.FIXARRAY_PREFIX | 1);
            bytes.writeBytes(Msgpack.pack(message, true));
        } else {
            bytes.writeCharSequence("[" + message + "]", StandardCharsets.UTF_8);
        }
        return frame(bytes);
    }

    /** Something that is no message. */
    WebSocketFrame garbage(ChannelHandlerContext ctx) {
        ByteBuf bytes = ctx.alloc().buffer(32);
        if (format == WireFormat.MSGPACK) {
            bytes.writeByte(Code.FIXARRAY_PREFIX | 1).writeByte(Code.NEVER_USED);
        } else {
            bytes.writeCharSequence("[{\"T\":\"q\",\"S\":\"AA", StandardCharsets.UTF_8);
        }
        return frame(bytes);
    }

    private WebSocketFrame frame(ByteBuf bytes) {
        return format == WireFormat.MSGPACK
                ? new BinaryWebSocketFrame(bytes)
                : new TextWebSocketFrame(bytes);
    }

    /** The listener could not be written to for longer than that. */
    boolean isBehindFor(ChannelHandlerContext ctx, long nanos) {
        if (ctx.channel().isWritable()) {
            behind = false;
            return false;
        }
        if (!behind) {
            behind = true;
            behindSinceNanos = System.nanoTime();
        }
        return System.nanoTime() - behindSinceNanos > nanos;
    }
}
