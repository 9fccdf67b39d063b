package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketServerCompressionHandler;
import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.Occasion;
import io.openbell.simulator.trading.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a connection meets first: requests are answered, upgrades become listeners. */
final class Front extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    private static final String CONTROL = "/openbell/";
    private static final List<String> DATA = List.of("/v2/stocks", "/v1beta1/", "/v1beta3/");
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME;
    private static final String REQUEST_ID = "X-Request-ID";
    private static final int LARGEST_MESSAGE = 64 << 10;

    private final Desk desk;

    Front(Desk desk) {
        this.desk = desk;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        String path = new QueryStringDecoder(request.uri()).rawPath();
        Credentials shown = Credentials.of(request.headers(), desk.keys());
        Connections.countRequest(ctx.channel());
        if (!request.decoderResult().isSuccess()) {
            respond(ctx, request, Reply.message(400, "bad request"));
        } else if (request.headers().contains(HttpHeaderNames.ORIGIN)) {
            // Web pages have no business here, and the keys are no secret.
            respond(ctx, request, Reply.message(403, "forbidden."));
        } else if (isUpgrade(request.headers())) {
            upgrade(ctx, request, path, shown);
        } else if (shown != Credentials.RIGHT && !(shown == Credentials.NONE && isPublic(path))) {
            respond(ctx, request, unauthorized(path));
        } else if (path.startsWith(CONTROL)) {
            respond(ctx, request, reply(request));
        } else {
            serve(ctx, request, path);
        }
    }

    /** The past of coins is told to everybody, and the SDKs show no key for it. */
    private static boolean isPublic(String path) {
        return path.startsWith("/v1beta3/crypto/");
    }

    /** Nobody hands out tokens here, so {@code Authorization: Bearer} ends here, too. */
    private static Reply unauthorized(String path) {
        return isData(path)
                ? Reply.message(401, "unauthorized.")
                : Reply.error(401, 40110000, "request is not authorized");
    }

    private void serve(ChannelHandlerContext ctx, FullHttpRequest request, String path) {
        RateLimit limit = isData(path) ? desk.data() : desk.trading();
        Reply reply;
        if (limit.count()) {
            Occasion occasion = Occasion.request(request.method().name(), path);
            RestFaults.Outcome outcome =
                    new RestFaults(desk.faults()).handle(ctx, occasion, () -> reply(request));
            if (!(outcome instanceof RestFaults.Answered answered)) {
                return;
            }
            reply = answered.reply();
        } else if (isData(path)) {
            reply = Reply.message(429, "too many requests.");
        } else {
            reply = Reply.error(429, 42910000, "rate limit exceeded");
        }
        Map<String, String> headers = new HashMap<>(limit.headers());
        headers.put(REQUEST_ID, requestId());
        skew(path, reply, headers);
        Responder.respond(ctx, request, reply, headers);
    }

    private void skew(String path, Reply reply, Map<String, String> headers) {
        Duration skew =
                desk.faults()
                        .lasting(FaultKind.CLOCK_SKEW, Occasion.request("GET", path))
                        .map(plan -> Duration.ofMillis(plan.millis()))
                        .orElse(Duration.ZERO);
        Instant now = desk.systemClock().instant().plus(skew);
        headers.put("Date", DATE.format(now.atZone(ZoneOffset.UTC)));
        if (!skew.isZero() && path.endsWith("/clock") && reply.body() instanceof ObjectNode clock) {
            OffsetDateTime told = OffsetDateTime.parse(clock.path("timestamp").asText());
            clock.put("timestamp", told.plus(skew).toString());
        }
    }

    private static boolean isData(String path) {
        return DATA.stream().anyMatch(path::startsWith);
    }

    private static String requestId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static boolean isUpgrade(HttpHeaders headers) {
        return headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    private void upgrade(
            ChannelHandlerContext ctx, FullHttpRequest request, String path, Credentials shown) {
        WireFormat format = WireFormat.of(request.headers());
        Optional<Feed> feed = Feed.of(path);
        ChannelHandler session;
        if (path.equals(UpdateStreams.PATH)) {
            boolean known = shown == Credentials.RIGHT;
            session = new UpdateSession(desk.updates(), desk.keys(), known, format);
        } else if (feed.isPresent()) {
            session = new MarketSession(feed.get(), desk.market(), desk.keys(), shown, format);
        } else {
            respond(ctx, request, Reply.message(404, "endpoint not found."));
            return;
        }
        Connections.become(ctx.channel(), path);
        WebSocketServerProtocolConfig config =
                WebSocketServerProtocolConfig.newBuilder()
                        .websocketPath(path)
                        .checkStartsWith(true)
                        .allowExtensions(true)
                        .handleCloseFrames(false)
                        .maxFramePayloadLength(LARGEST_MESSAGE)
                        .build();
        ChannelPipeline pipeline = ctx.pipeline();
        pipeline.addLast(new WebSocketServerCompressionHandler(LARGEST_MESSAGE));
        pipeline.addLast(new WebSocketServerProtocolHandler(config));
        pipeline.addLast(new WebSocketFrameAggregator(LARGEST_MESSAGE));
        pipeline.addLast(session);
        ctx.fireChannelRead(request.retain());
        pipeline.remove(this);
    }

    private Reply reply(FullHttpRequest message) {
        try {
            Request request = read(message);
            for (Api api : desk.apis()) {
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
            boolean head = message.method().equals(HttpMethod.HEAD);
            return new Request(
                    head ? "GET" : message.method().name(),
                    uri.path(),
                    uri.parameters(),
                    ByteBufUtil.getBytes(message.content()));
        } catch (IllegalArgumentException malformed) {
            throw Refusal.malformed("request URI is invalid");
        }
    }

    private static void respond(ChannelHandlerContext ctx, FullHttpRequest request, Reply reply) {
        Responder.respond(ctx, request, reply, Map.of(REQUEST_ID, requestId()));
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
