package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener of trade_updates. Answers in binary frames that hold JSON, as Alpaca's paper host does. */
final class UpdateSession extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateSession.class);

    private static final String TRADE_UPDATES = "trade_updates";
    private static final long MOST_BYTES_WAITING = 8L << 20;

    private final UpdateStreams streams;
    private final Keys keys;
    private boolean authorized;
    private @Nullable ChannelHandlerContext context;

    /** Not connected yet. */
    UpdateSession(UpdateStreams streams, Keys keys, boolean knownByHeaders) {
        this.streams = streams;
        this.keys = keys;
        this.authorized = knownByHeaders;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof HandshakeComplete) {
            context = ctx;
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (!(frame instanceof TextWebSocketFrame) && !(frame instanceof BinaryWebSocketFrame)) {
            return;
        }
        JsonNode message;
        try {
            message = Json.MAPPER.readTree(frame.content().toString(StandardCharsets.UTF_8));
        } catch (IOException malformed) {
            send(ctx, message("error", data().put("error", "invalid syntax")).toString());
            return;
        }
        String action = message.path("action").asText();
        switch (action) {
            case "authenticate" -> {
                JsonNode data = message.path("data");
                authorize(ctx, data.path("key_id"), data.path("secret_key"));
            }
            case "auth" -> authorize(ctx, message.path("key"), message.path("secret"));
            case "listen" -> listen(ctx, message.path("data").path("streams"));
            default ->
                    send(ctx, message("error", data().put("error", "invalid action")).toString());
        }
    }

    private void authorize(ChannelHandlerContext ctx, JsonNode keyId, JsonNode secret) {
        authorized = keys.accept(keyId.asText(null), secret.asText(null));
        answer(ctx, authorized ? "authorized" : "unauthorized", "authenticate");
    }

    private void answer(ChannelHandlerContext ctx, String status, String action) {
        send(
                ctx,
                message("authorization", data().put("status", status).put("action", action))
                        .toString());
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
            if (stream.asText().equals(TRADE_UPDATES)) {
                heard.add(TRADE_UPDATES);
            }
        }
        send(ctx, message("listening", data).toString());
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

    /** One update. A listener that stopped reading is closed: it will ask for what it missed. */
    void tell(String message) {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
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

    private static void send(ChannelHandlerContext ctx, String text) {
        ByteBuf bytes = ctx.alloc().buffer(text.length());
        bytes.writeCharSequence(text, StandardCharsets.UTF_8);
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
