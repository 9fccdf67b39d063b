package io.openbell.simulator.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.FaultPlan;
import io.openbell.simulator.faults.Faults;
import io.openbell.simulator.faults.Occasion;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Faults of single requests. */
final class RestFaults {

    private static final String PORTAL =
            "<!DOCTYPE html><html><head><title>Sign in</title></head>"
                    + "<body>Sign in to use this network.</body></html>";
    private static final String ELSEWHERE = "https://alpaca.invalid";

    private final Faults faults;

    RestFaults(Faults faults) {
        this.faults = faults;
    }

    /** What the client gets instead of the reply, or with it. */
    sealed interface Outcome {}

    /** An answer, perhaps another than was due. */
    record Answered(Reply reply) implements Outcome {}

    /** The fault saw to it that the client gets what it gets. */
    record Spoiled() implements Outcome {}

    /** Lets the request be handled, or not, and spoils the answer, or not. */
    Outcome handle(ChannelHandlerContext ctx, Occasion occasion, Supplier<Reply> handler) {
        if (faults.isQuiet()) {
            return new Answered(handler.get());
        }
        if (strike(FaultKind.LOST_REQUEST, occasion).isPresent()) {
            return new Spoiled();
        }
        if (strike(FaultKind.UNAUTHORIZED, occasion).isPresent()) {
            return new Answered(Reply.error(401, 40110000, "request is not authorized"));
        }
        if (strike(FaultKind.RATE_LIMITED, occasion).isPresent()) {
            return new Answered(Reply.error(429, 42910000, "rate limit exceeded"));
        }
        Optional<FaultPlan> before = strike(FaultKind.ERROR_BEFORE, occasion);
        if (before.isPresent()) {
            return new Answered(error(before.get().code()));
        }
        return spoil(ctx, occasion, handler.get());
    }

    private Outcome spoil(ChannelHandlerContext ctx, Occasion occasion, Reply reply) {
        Optional<FaultPlan> after = strike(FaultKind.ERROR_AFTER, occasion);
        if (after.isPresent()) {
            return new Answered(error(after.get().code()));
        }
        if (strike(FaultKind.LOST_ANSWER, occasion).isPresent()) {
            return new Spoiled();
        }
        if (strike(FaultKind.RESET, occasion).isPresent()) {
            Connections.cut(ctx.channel());
            return new Spoiled();
        }
        ByteBuf body = body(reply);
        if (strike(FaultKind.TRUNCATED_BODY, occasion).isPresent()) {
            int whole = Math.max(body.readableBytes(), 2);
            send(ctx, reply.status(), body.slice(0, body.readableBytes() / 2), whole, "");
        } else if (strike(FaultKind.MALFORMED_BODY, occasion).isPresent()) {
            int half = body.readableBytes() / 2;
            send(ctx, reply.status(), body.slice(0, half), half, "");
        } else if (strike(FaultKind.HTML_BODY, occasion).isPresent()) {
            ByteBuf page = Unpooled.copiedBuffer(PORTAL, StandardCharsets.US_ASCII);
            send(ctx, 200, page, page.readableBytes(), "html");
        } else if (strike(FaultKind.EMPTY_BODY, occasion).isPresent()) {
            send(ctx, 200, Unpooled.EMPTY_BUFFER, 0, "");
        } else if (strike(FaultKind.BROKEN_GZIP, occasion).isPresent()) {
            send(ctx, reply.status(), body, body.readableBytes(), "gzip");
        } else if (strike(FaultKind.REDIRECT, occasion).isPresent()) {
            send(ctx, 301, Unpooled.EMPTY_BUFFER, 0, ELSEWHERE + occasion.path());
        } else {
            Optional<FaultPlan> slow = strike(FaultKind.SLOW_BODY, occasion);
            if (slow.isEmpty()) {
                return new Answered(reply);
            }
            drip(ctx, reply.status(), body, slow.get().millis());
        }
        return new Spoiled();
    }

    private Optional<FaultPlan> strike(FaultKind kind, Occasion occasion) {
        return faults.strike(kind, occasion);
    }

    private static Reply error(int status) {
        String words = HttpResponseStatus.valueOf(status).reasonPhrase();
        return Reply.message(status, words);
    }

    private static ByteBuf body(Reply reply) {
        try {
            return reply.body() == null
                    ? Unpooled.EMPTY_BUFFER
                    : Unpooled.wrappedBuffer(Json.MAPPER.writeValueAsBytes(reply.body()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(
                    "a tree of plain values is always writable", impossible);
        }
    }

    private static void send(
            ChannelHandlerContext ctx, int status, ByteBuf body, int length, String how) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), body);
        response.headers()
                .set(
                        HttpHeaderNames.CONTENT_TYPE,
                        how.equals("html") ? "text/html" : "application/json; charset=UTF-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, length)
                .set(HttpHeaderNames.CONNECTION, "close");
        if (how.equals("gzip")) {
            response.headers().set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
        } else if (how.startsWith(ELSEWHERE)) {
            response.headers().set(HttpHeaderNames.LOCATION, how);
        }
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private static void drip(ChannelHandlerContext ctx, int status, ByteBuf body, long millis) {
        HttpResponse head =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=UTF-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        ctx.writeAndFlush(head);
        drop(ctx, body, millis);
    }

    private static void drop(ChannelHandlerContext ctx, ByteBuf body, long millis) {
        Channel channel = ctx.channel();
        if (!channel.isActive()) {
            return;
        }
        if (body.readableBytes() <= 1) {
            // Together: whoever has the last byte may send the next request at once.
            ctx.writeAndFlush(
                    new DefaultLastHttpContent(body.readRetainedSlice(body.readableBytes())));
            return;
        }
        ctx.writeAndFlush(new DefaultHttpContent(body.readRetainedSlice(1)));
        channel.eventLoop().schedule(() -> drop(ctx, body, millis), millis, TimeUnit.MILLISECONDS);
    }
}
