package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener of trade_updates. Answers in binary frames that hold JSON, as Alpaca's paper host does, or MessagePack for
 * those who asked for it.
 */
final class UpdateSession extends SimpleChannelInboundHandler<WebSocketFrame>
        implements Line.End<ObjectNode> {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateSession.class);

    private static final String TRADE_UPDATES = "trade_updates";
    private static final long MOST_BYTES_WAITING = 8L << 20;

    private final UpdateStreams streams;
    private final Keys keys;
    private final WireFormat format;
    private final Line<ObjectNode> line;
    private boolean authorized;
    private @Nullable ChannelHandlerContext context;

    /** Not connected yet. */
    UpdateSession(UpdateStreams streams, Keys keys, boolean knownByHeaders, WireFormat format) {
        this.streams = streams;
        this.keys = keys;
        this.authorized = knownByHeaders;
        this.format = format;
        this.line = new Line<>(streams.faults(), UpdateStreams.PATH, this);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof HandshakeComplete) {
            context = ctx;
            if (streams.closesAtOnce()) {
                ctx.close();
            }
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame) {
            ctx.writeAndFlush(frame.retain()).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        if (!(frame instanceof TextWebSocketFrame) && !(frame instanceof BinaryWebSocketFrame)) {
            return;
        }
        JsonNode message;
        try {
            message = format.read(frame);
        } catch (IOException malformed) {
            send(ctx, message("error", data().put("error", "invalid syntax")));
            return;
        }
        switch (message.path("action").asText()) {
            case "authenticate" -> {
                JsonNode data = message.path("data");
                authorize(ctx, data.path("key_id"), data.path("secret_key"));
            }
            case "auth" -> authorize(ctx, message.path("key"), message.path("secret"));
            case "listen" -> listen(ctx, message.path("data").path("streams"));
            default -> send(ctx, message("error", data().put("error", "invalid action")));
        }
    }

    private void authorize(ChannelHandlerContext ctx, JsonNode keyId, JsonNode secret) {
        authorized = keys.accept(keyId.asText(null), secret.asText(null));
        if (!authorized) {
            streams.leave(this);
        }
        answer(ctx, authorized ? "authorized" : "unauthorized", "authenticate");
    }

    private void answer(ChannelHandlerContext ctx, String status, String action) {
        send(ctx, message("authorization", data().put("status", status).put("action", action)));
    }

    private void listen(ChannelHandlerContext ctx, JsonNode wanted) {
        if (!authorized) {
            answer(ctx, "unauthorized", "listen");
            return;
        }
        ObjectNode data = data();
        ArrayNode heard = data.putArray("streams");
        streams.leave(this);
        for (JsonNode stream : wanted) {
            if (stream.asText().equals(TRADE_UPDATES) && heard.isEmpty()) {
                heard.add(TRADE_UPDATES);
            }
        }
        send(ctx, message("listening", data));
        if (!heard.isEmpty()) {
            streams.join(this);
        }
    }

    private static ObjectNode data() {
        return Json.MAPPER.createObjectNode();
    }

    private static ObjectNode message(String stream, ObjectNode data) {
        return Json.MAPPER.createObjectNode().put("stream", stream).set("data", data);
    }

    /** One update, unless a fault strikes. */
    void tell(String symbol, ObjectNode message) {
        line.send(symbol, message);
    }

    /** A listener that stopped reading is closed: it will ask for what it missed. */
    @Override
    public void accept(ObjectNode message) {
        ChannelHandlerContext ctx = context;
        if (ctx == null || !ctx.channel().isActive()) {
            return;
        }
        if (ctx.channel().bytesBeforeWritable() > MOST_BYTES_WAITING) {
            LOG.warn("trade_updates listener closed reason=slow client");
            streams.leave(this);
            ctx.close();
            return;
        }
        send(ctx, message);
    }

    @Override
    public void garble() {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            String half = "{\"stream\":\"trade_updates\",\"da";
            ByteBuf bytes = ctx.alloc().buffer(half.length());
            bytes.writeCharSequence(half, StandardCharsets.UTF_8);
            ctx.writeAndFlush(new BinaryWebSocketFrame(bytes));
        }
    }

    @Override
    public void cut() {
        if (context != null) {
            Connections.cut(context.channel());
        }
    }

    /** This stream knows no error codes: it just ends. */
    @Override
    public void fail(int code) {
        if (context != null) {
            context.close();
        }
    }

    private void send(ChannelHandlerContext ctx, ObjectNode message) {
        ByteBuf bytes = ctx.alloc().buffer(1024);
        if (format == WireFormat.MSGPACK) {
            bytes.writeBytes(Msgpack.pack(message, false));
        } else {
            bytes.writeCharSequence(Json.text(message), StandardCharsets.UTF_8);
        }
        ctx.writeAndFlush(new BinaryWebSocketFrame(bytes));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        streams.leave(this);
        super.channelInactive(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.info("trade_updates listener lost cause={}", cause.toString());
        ctx.close();
    }
}
