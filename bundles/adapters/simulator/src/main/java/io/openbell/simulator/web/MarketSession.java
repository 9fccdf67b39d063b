package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener of a market data stream: who it is, what it wants, and whether it keeps up. */
final class MarketSession extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final Logger LOG = LoggerFactory.getLogger(MarketSession.class);
    private static final String EVERYTHING = "*";

    private final String feed;
    private final MarketStreams streams;
    private final Keys keys;
    private final boolean knownByHeaders;
    private final Set<String> trades = new TreeSet<>();
    private final Set<String> quotes = new TreeSet<>();
    private final Set<String> bars = new TreeSet<>();
    private final StringBuilder pending = new StringBuilder();
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> authDeadline;
    private boolean authenticated;
    private long behindSinceNanos;
    private boolean behind;

    /**
     * Not connected yet.
     *
     * @param feed           the path, for example {@code /v2/iex}
     * @param knownByHeaders the upgrade request carried the right keys
     */
    MarketSession(String feed, MarketStreams streams, Keys keys, boolean knownByHeaders) {
        this.feed = feed;
        this.streams = streams;
        this.keys = keys;
        this.knownByHeaders = knownByHeaders;
    }

    String feed() {
        return feed;
    }

    boolean wantsTrades(String symbol) {
        return trades.contains(symbol) || trades.contains(EVERYTHING);
    }

    boolean wantsQuotes(String symbol) {
        return quotes.contains(symbol) || quotes.contains(EVERYTHING);
    }

    boolean wantsBars(String symbol) {
        return bars.contains(symbol) || bars.contains(EVERYTHING);
    }

    boolean keepsUp() {
        return context != null && context.channel().isWritable();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof HandshakeComplete) {
            context = ctx;
            say(ctx, success("connected"));
            if (knownByHeaders) {
                join(ctx);
            } else {
                authDeadline =
                        ctx.executor()
                                .schedule(
                                        () -> refuse(ctx, 404, "auth timeout"),
                                        streams.settings().authTimeout().toNanos(),
                                        TimeUnit.NANOSECONDS);
            }
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
            complain(ctx, 400, "invalid syntax");
            return;
        }
        switch (message.path("action").asText()) {
            case "auth" -> authenticate(ctx, message);
            case "subscribe" -> subscribe(ctx, message, true);
            case "unsubscribe" -> subscribe(ctx, message, false);
            default -> complain(ctx, 400, "invalid syntax");
        }
    }

    private void authenticate(ChannelHandlerContext ctx, JsonNode message) {
        if (authenticated) {
            complain(ctx, 403, "already authenticated");
        } else if (keys.accept(
                message.path("key").asText(null), message.path("secret").asText(null))) {
            join(ctx);
        } else {
            refuse(ctx, 402, "auth failed");
        }
    }

    private void join(ChannelHandlerContext ctx) {
        if (authDeadline != null) {
            authDeadline.cancel(false);
        }
        if (!streams.join(this)) {
            refuse(ctx, 406, "connection limit exceeded");
            return;
        }
        authenticated = true;
        say(ctx, success("authenticated"));
    }

    private void subscribe(ChannelHandlerContext ctx, JsonNode message, boolean add) {
        if (!authenticated) {
            complain(ctx, 401, "not authenticated");
            return;
        }
        if (message.has("news") || message.has("orderbooks")) {
            complain(ctx, 410, "invalid subscribe action for this feed");
            return;
        }
        Set<String> wantedTrades = changed(trades, message.path("trades"), add);
        Set<String> wantedQuotes = changed(quotes, message.path("quotes"), add);
        int limit = streams.settings().symbolLimit();
        if (add && limit > 0 && (wantedTrades.size() > limit || wantedQuotes.size() > limit)) {
            complain(ctx, 405, "symbol limit exceeded");
            return;
        }
        replace(trades, wantedTrades);
        replace(quotes, wantedQuotes);
        replace(bars, changed(bars, message.path("bars"), add));
        say(ctx, subscription());
        streams.changed();
    }

    private static Set<String> changed(Set<String> present, JsonNode symbols, boolean add) {
        Set<String> changed = new TreeSet<>(present);
        for (JsonNode symbol : symbols) {
            String name = symbol.asText().toUpperCase(Locale.ROOT);
            if (add) {
                changed.add(name);
            } else {
                changed.remove(name);
            }
        }
        return changed;
    }

    private static void replace(Set<String> set, Set<String> by) {
        set.clear();
        set.addAll(by);
    }

    private ObjectNode subscription() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("T", "subscription");
        fill(json.putArray("trades"), trades);
        fill(json.putArray("quotes"), quotes);
        fill(json.putArray("bars"), bars);
        json.putArray("updatedBars");
        json.putArray("dailyBars");
        json.putArray("statuses");
        json.putArray("lulds");
        fill(json.putArray("corrections"), trades);
        fill(json.putArray("cancelErrors"), trades);
        return json;
    }

    private static void fill(ArrayNode array, Set<String> symbols) {
        symbols.forEach(array::add);
    }

    private static ObjectNode success(String message) {
        return Json.MAPPER.createObjectNode().put("T", "success").put("msg", message);
    }

    private static ObjectNode error(int code, String message) {
        return Json.MAPPER
                .createObjectNode()
                .put("T", "error")
                .put("code", code)
                .put("msg", message);
    }

    private void say(ChannelHandlerContext ctx, ObjectNode message) {
        // Control messages keep their place among the data.
        flush();
        ctx.writeAndFlush(frame(ctx, "[" + message + "]"));
    }

    private void complain(ChannelHandlerContext ctx, int code, String message) {
        say(ctx, error(code, message));
    }

    private void refuse(ChannelHandlerContext ctx, int code, String message) {
        LOG.info("market data listener closed feed={} code={} reason={}", feed, code, message);
        pending.setLength(0);
        streams.leave(this);
        ctx.writeAndFlush(frame(ctx, "[" + error(code, message) + "]"))
                .addListener(ChannelFutureListener.CLOSE);
    }

    /** One more message; sent with the next flush. */
    void append(String message) {
        pending.append(pending.length() == 0 ? '[' : ',').append(message);
    }

    /** Sends what was appended, as one array. */
    void flush() {
        ChannelHandlerContext ctx = context;
        if (pending.length() == 0 || ctx == null) {
            return;
        }
        if (isTooFarBehind(ctx)) {
            refuse(ctx, 407, "slow client");
            // What waits in the socket's queue will not be read: do not wait for it.
            ctx.executor().schedule(() -> ctx.close(), 1, TimeUnit.SECONDS);
            return;
        }
        String text = pending.append(']').toString();
        pending.setLength(0);
        ctx.writeAndFlush(frame(ctx, text));
    }

    private boolean isTooFarBehind(ChannelHandlerContext ctx) {
        if (streams.settings().marketWaits() || ctx.channel().isWritable()) {
            behind = false;
            return false;
        }
        if (!behind) {
            behind = true;
            behindSinceNanos = System.nanoTime();
        }
        long nanos = System.nanoTime() - behindSinceNanos;
        return nanos > streams.settings().slowReaderTimeout().toNanos();
    }

    private static TextWebSocketFrame frame(ChannelHandlerContext ctx, String text) {
        ByteBuf bytes = ctx.alloc().buffer(text.length());
        bytes.writeCharSequence(text, StandardCharsets.UTF_8);
        return new TextWebSocketFrame(bytes);
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
        streams.leave(this);
        super.channelInactive(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.info("market data listener lost feed={} cause={}", feed, cause.toString());
        ctx.close();
    }
}
