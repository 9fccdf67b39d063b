package io.openbell.simulator.web;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.openbell.simulator.trading.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a connection meets first: requests are answered, upgrades become listeners. */
final class Front extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    private static final String UPDATES = "/stream";
    private static final List<String> FEEDS = List.of("/v2/iex", "/v2/sip");
    private static final int LARGEST_MESSAGE = 64 << 10;

    private final Keys keys;
    private final List<Api> apis;
    private final MarketStreams market;
    private final UpdateStreams updates;

    Front(Keys keys, List<Api> apis, MarketStreams market, UpdateStreams updates) {
        this.keys = keys;
        this.apis = apis;
        this.market = market;
        this.updates = updates;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        boolean known =
                keys.accept(
                        request.headers().get("APCA-API-KEY-ID"),
                        request.headers().get("APCA-API-SECRET-KEY"));
        if (!request.decoderResult().isSuccess()) {
            respond(ctx, request, Reply.message(400, "bad request"));
        } else if (request.headers().contains(HttpHeaderNames.ORIGIN)) {
            // Web pages have no business here, and the keys are no secret.
            respond(ctx, request, Reply.message(403, "forbidden."));
        } else if (isUpgrade(request.headers())) {
            upgrade(ctx, request, known);
        } else if (!known) {
            respond(ctx, request, Reply.message(401, "unauthorized."));
        } else {
            respond(ctx, request, reply(request));
        }
    }

    private static boolean isUpgrade(HttpHeaders headers) {
        return headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request, boolean known) {
        String path = new QueryStringDecoder(request.uri()).rawPath();
        ChannelHandler session;
        if (path.equals(UPDATES)) {
            session = new UpdateSession(updates, keys, known);
        } else if (FEEDS.contains(path)) {
            session = new MarketSession(path, market, keys, known);
        } else {
            respond(ctx, request, Reply.message(404, "endpoint not found."));
            return;
        }
        WebSocketServerProtocolConfig config =
                WebSocketServerProtocolConfig.newBuilder()
                        .websocketPath(path)
                        .checkStartsWith(true)
                        .maxFramePayloadLength(LARGEST_MESSAGE)
                        .build();
        ChannelPipeline pipeline = ctx.pipeline();
        pipeline.addLast(new WebSocketServerProtocolHandler(config));
        pipeline.addLast(new WebSocketFrameAggregator(LARGEST_MESSAGE));
        pipeline.addLast(session);
        ctx.fireChannelRead(request.retain());
        pipeline.remove(this);
    }

    private Reply reply(FullHttpRequest message) {
        try {
            Request request = read(message);
            for (Api api : apis) {
                Optional<Reply> reply = api.handle(request);
                if (reply.isPresent()) {
                    return reply.get();
                }
            }
            return Reply.message(404, "endpoint not found.");
        } catch (Refusal refusal) {
            return Reply.refused(refusal);
        } catch (IOException | RuntimeException failure) {
            LOG.error("request failed method={}", message.method(), failure);
            return Reply.failed();
        }
    }

    private static Request read(FullHttpRequest message) throws Refusal {
        try {
            QueryStringDecoder uri = new QueryStringDecoder(message.uri());
            return new Request(
                    message.method().name(),
                    uri.path(),
                    uri.parameters(),
                    ByteBufUtil.getBytes(message.content()));
        } catch (IllegalArgumentException malformed) {
            throw Refusal.malformed("request URI is invalid");
        }
    }

    private static void respond(ChannelHandlerContext ctx, FullHttpRequest request, Reply reply) {
        Responder.respond(ctx, request, reply, Map.of());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("connection lost cause={}", cause.toString());
        } else {
            LOG.error("request not answered", cause);
        }
        ctx.close();
    }
}
