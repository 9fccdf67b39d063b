package io.openbell.alpacaclient.rest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection that serves one request after the other. REST thread only. */
public final class RestConnection extends SimpleChannelInboundHandler<HttpObject> {

    private static final long IDLE_SECONDS = 30;

    private final RestPool pool;
    private final int maxAnswerBytes;
    private @Nullable ChannelHandlerContext context;
    private @Nullable RestCall call;
    private @Nullable HttpResponse head;
    private @Nullable ScheduledFuture<?> idleTimer;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean answered;

    RestConnection(RestPool pool, int maxAnswerBytes) {
        this.pool = pool;
        this.maxAnswerBytes = maxAnswerBytes;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    boolean isOpen() {
        ChannelHandlerContext present = context;
        return present != null && present.channel().isActive();
    }

    void execute(RestCall next) {
        ChannelHandlerContext channel = context;
        if (channel == null || !channel.channel().isActive()) {
            next.fail("the connection was closed before the request was written");
            return;
        }
        if (idleTimer != null) {
            idleTimer.cancel(false);
        }
        if (next.remainingNanos() <= 0) {
            // Its timer has not fired yet; what is sent now would be based on an old price.
            next.fail("no time was left to send it");
            pool.idle(this);
            return;
        }
        FullHttpRequest message;
        try {
            message = message(next.request());
        } catch (IllegalArgumentException unsendable) {
            // The text of this exception may quote a header: it is not passed on.
            next.fail("the request contains characters that HTTP does not allow");
            pool.idle(this);
            return;
        }
        if (!next.request().wanted().getAsBoolean()) {
            next.holdBack("not wanted any more");
            message.release();
            pool.idle(this);
            return;
        }
        call = next;
        next.written(this);
        channel.writeAndFlush(message)
                .addListener(
                        written -> {
                            if (!written.isSuccess()) {
                                failed("the request could not be written completely");
                            }
                        });
    }

    private static FullHttpRequest message(RestRequest request) {
        String json = request.body();
        ByteBuf content =
                json == null
                        ? Unpooled.EMPTY_BUFFER
                        : Unpooled.copiedBuffer(json, StandardCharsets.UTF_8);
        FullHttpRequest message =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1, request.method(), request.path(), content);
        HttpHeaders headers = message.headers();
        headers.set(HttpHeaderNames.HOST, request.origin().getAuthority());
        headers.set(HttpHeaderNames.USER_AGENT, "openbell");
        headers.set(HttpHeaderNames.ACCEPT, HttpHeaderValues.APPLICATION_JSON);
        if (json != null) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
            headers.set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        }
        headers.set("APCA-API-KEY-ID", request.credentials().keyId());
        headers.set("APCA-API-SECRET-KEY", request.credentials().secret());
        return message;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext channel, HttpObject part) {
        if (call == null || answered) {
            // Nobody asked: whatever comes now could be taken for the next answer.
            close();
            return;
        }
        if (part.decoderResult().isFailure()) {
            failed("the answer is no valid HTTP");
            return;
        }
        if (part instanceof HttpResponse response) {
            head = response;
            if (HttpUtil.getContentLength(response, 0L) > maxAnswerBytes) {
                failed("the answer is longer than " + maxAnswerBytes + " bytes");
                return;
            }
        }
        if (part instanceof HttpContent content) {
            ByteBuf bytes = content.content();
            if (body.size() + bytes.readableBytes() > maxAnswerBytes) {
                failed("the answer is longer than " + maxAnswerBytes + " bytes");
                return;
            }
            try {
                bytes.readBytes(body, bytes.readableBytes());
            } catch (IOException impossible) {
                throw new IllegalStateException("a byte array refused bytes", impossible);
            }
        }
        if (part instanceof LastHttpContent) {
            finish();
        }
    }

    private void finish() {
        RestCall done = call;
        HttpResponse response = head;
        if (done == null || response == null) {
            return;
        }
        int status = response.status().code();
        byte[] bytes = body.toByteArray();
        body.reset();
        if (status < 200) {
            head = null;
            return;
        }
        answered = true;
        done.complete(new RestResponse(status, response.headers(), bytes));
        if (!HttpUtil.isKeepAlive(response)) {
            close();
        }
    }

    /** Only now everything that arrived with the answer has been looked at, so that no rest of it is left for the next. */
    @Override
    public void channelReadComplete(ChannelHandlerContext channel) {
        if (answered && isOpen()) {
            call = null;
            head = null;
            answered = false;
            idleTimer = channel.executor().schedule(this::close, IDLE_SECONDS, TimeUnit.SECONDS);
            pool.idle(this);
        }
        channel.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) {
        failed("the connection was closed before the answer was complete");
        pool.gone(this);
        channel.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
        failed("the connection broke: " + cause.getClass().getSimpleName());
        close();
    }

    void close() {
        ChannelHandlerContext present = context;
        if (present != null) {
            present.close();
        }
    }

    private void failed(String reason) {
        RestCall broken = call;
        boolean pending = !answered;
        call = null;
        if (broken != null && pending) {
            broken.fail(reason);
        }
        close();
    }
}
