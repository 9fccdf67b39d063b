package io.openbell.simulator.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes answers. */
final class Responder {

    private static final String JSON = "application/json; charset=UTF-8";
    private static final int WORTH_COMPRESSING = 512;

    private Responder() {}

    /** Answers one request, with further headers. */
    static void respond(
            ChannelHandlerContext ctx,
            FullHttpRequest request,
            Reply reply,
            Map<String, String> headers) {
        if (reply.events() == null) {
            complete(ctx, request, reply, headers);
        } else {
            HttpResponse head =
                    new DefaultHttpResponse(
                            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
            headers.forEach(head.headers()::set);
            head.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream; charset=UTF-8");
            head.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
            HttpUtil.setTransferEncodingChunked(head, true);
            ctx.writeAndFlush(head);
            reply.events().accept(new EventStream(ctx));
        }
    }

    private static void complete(
            ChannelHandlerContext ctx,
            FullHttpRequest request,
            Reply reply,
            Map<String, String> more) {
        byte[] body = bytes(reply);
        boolean packed =
                body.length >= WORTH_COMPRESSING
                        && String.join(
                                        ",",
                                        request.headers().getAll(HttpHeaderNames.ACCEPT_ENCODING))
                                .contains("gzip");
        body = packed ? compressed(body) : body;
        boolean headOnly = request.method().equals(HttpMethod.HEAD);
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(reply.status()),
                        headOnly ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        HttpHeaders headers = response.headers();
        more.forEach(headers::set);
        if (reply.body() != null) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, JSON);
        }
        if (packed) {
            headers.set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
        }
        if (reply.status() != 204) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        boolean stays = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
        HttpUtil.setKeepAlive(response, stays);
        ChannelFuture written = ctx.writeAndFlush(response);
        if (!stays) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static byte[] bytes(Reply reply) {
        try {
            return reply.body() == null ? new byte[0] : Json.MAPPER.writeValueAsBytes(reply.body());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(
                    "a tree of plain values is always writable", impossible);
        }
    }

    private static byte[] compressed(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
