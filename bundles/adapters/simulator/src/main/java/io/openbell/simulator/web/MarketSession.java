package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener of a market data stream: who it is, what it wants, and whether it keeps up. */
final class MarketSession extends SimpleChannelInboundHandler<WebSocketFrame>
        implements Line.End<StreamEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(MarketSession.class);

    private final Feed feed;
    private final MarketStreams streams;
    private final Keys keys;
    private final Credentials shown;
    private final WireFormat format;
    private final Outbox outbox;
    private final Line<StreamEvent> line;
    private Subscription subscription;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> authDeadline;
    private boolean authenticated;
    private boolean orderly;

    /**
     * Not connected yet.
     *
     * @param shown what the upgrade request said about its sender
     */
    MarketSession(
            Feed feed, MarketStreams streams, Keys keys, Credentials shown, WireFormat format) {
        this.feed = feed;
        this.streams = streams;
        this.keys = keys;
        this.shown = shown;
        this.format = format;
        this.outbox = new Outbox(format);
        this.subscription = Subscription.none(feed);
        this.line = new Line<>(streams.faults(), feed.path(), this);
    }

    Feed feed() {
        return feed;
    }

    Subscription subscription() {
        return subscription;
    }

    boolean keepsUp() {
        return context != null && context.channel().isWritable();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof HandshakeComplete) {
            context = ctx;
            welcome(ctx);
        }
        super.userEventTriggered(ctx, event);
    }

    private void welcome(ChannelHandlerContext ctx) {
        if (streams.closesAtOnce(feed)) {
            ctx.close();
            return;
        }
        say(ctx, success("connected"));
        if (feed.kind() == Feed.Kind.OPTIONS && format == WireFormat.JSON) {
            refuse(ctx, 412);
        } else if (shown == Credentials.RIGHT) {
            join(ctx);
        } else if (shown == Credentials.WRONG) {
            refuse(ctx, 402);
        } else {
            authDeadline =
                    ctx.executor()
                            .schedule(
                                    () -> refuse(ctx, 404),
                                    streams.settings().authTimeout().toNanos(),
                                    TimeUnit.NANOSECONDS);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame) {
            orderly = true;
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
            complain(ctx, 400);
            return;
        }
        switch (message.path("action").asText()) {
            case "auth" -> authenticate(ctx, message);
            case "subscribe" -> subscribe(ctx, message, true);
            case "unsubscribe" -> subscribe(ctx, message, false);
            default -> complain(ctx, 400);
        }
    }

    private void authenticate(ChannelHandlerContext ctx, JsonNode message) {
        if (authenticated) {
            complain(ctx, 403);
        } else if (keys.accept(
                message.path("key").asText(null), message.path("secret").asText(null))) {
            join(ctx);
        } else {
            refuse(ctx, 402);
        }
    }

    private void join(ChannelHandlerContext ctx) {
        if (authDeadline != null) {
            authDeadline.cancel(false);
        }
        if (!streams.join(this)) {
            refuse(ctx, 406);
            return;
        }
        authenticated = true;
        say(ctx, success("authenticated"));
    }

    private void subscribe(ChannelHandlerContext ctx, JsonNode message, boolean more) {
        Subscription wanted = subscription.changed(message, more);
        int limit = streams.settings().symbolLimit();
        if (!authenticated) {
            complain(ctx, 401);
        } else if (Subscription.isForeign(feed, message)) {
            complain(ctx, 410);
        } else if (feed.kind() == Feed.Kind.OPTIONS && wanted.wantsEverything(Channel.QUOTES)) {
            complain(ctx, 413);
        } else if (more && limit > 0 && wanted.counted() > limit) {
            complain(ctx, 405);
        } else {
            // What was published before is for the old subscription.
            flush();
            subscription = wanted;
            say(ctx, subscription.message());
            streams.changed();
        }
    }

    private static ObjectNode success(String message) {
        return Json.MAPPER.createObjectNode().put("T", "success").put("msg", message);
    }

    private void say(ChannelHandlerContext ctx, ObjectNode message) {
        // Control messages keep their place among the data.
        flush();
        ctx.writeAndFlush(outbox.control(ctx, message));
    }

    private void complain(ChannelHandlerContext ctx, int code) {
        say(ctx, StreamErrors.message(code));
    }

    private void refuse(ChannelHandlerContext ctx, int code) {
        LOG.info(
                "market data listener closed feed={} code={} reason={}",
                feed.path(),
                code,
                StreamErrors.words(code));
        outbox.clear();
        orderly = true;
        streams.leave(this, true);
        ctx.writeAndFlush(outbox.control(ctx, StreamErrors.message(code)))
                .addListener(ChannelFutureListener.CLOSE);
        // What waits in the socket's queue may never be read: do not wait for it.
        ctx.executor().schedule(() -> ctx.close(), 1, TimeUnit.SECONDS);
    }

    /** One event it asked for; sent with the next flush unless a fault strikes. */
    void tell(StreamEvent event) {
        line.send(event.symbols().isEmpty() ? "" : event.symbols().get(0), event);
    }

    @Override
    public void accept(StreamEvent event) {
        outbox.add(event);
    }

    @Override
    public void garble() {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            flush();
            ctx.writeAndFlush(outbox.garbage(ctx));
        }
    }

    @Override
    public void cut() {
        if (context != null) {
            outbox.clear();
            Connections.cut(context.channel());
        }
    }

    @Override
    public void fail(int code) {
        if (context != null) {
            refuse(context, code);
        }
    }

    /** Sends what was told, as one array. */
    void flush() {
        ChannelHandlerContext ctx = context;
        if (outbox.isEmpty() || ctx == null) {
            return;
        }
        long patience = streams.settings().slowReaderTimeout().toNanos();
        if (!streams.settings().marketWaits() && outbox.isBehindFor(ctx, patience)) {
            refuse(ctx, 407);
            return;
        }
        ctx.writeAndFlush(outbox.take(ctx));
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
        if (ctx.channel().isWritable()) {
            streams.changed();
        }
        super.channelWritabilityChanged(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        if (authDeadline != null) {
            authDeadline.cancel(false);
        }
        streams.leave(this, orderly);
        super.channelInactive(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.info("market data listener lost feed={} cause={}", feed.path(), cause.toString());
        ctx.close();
    }
}
