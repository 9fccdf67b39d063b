package io.openbell.alpacaclient.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.ScheduledFuture;
import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.alpacaclient.connection.Dialer;
import io.openbell.alpacaclient.connection.Target;
import io.openbell.alpacaclient.connection.Trouble;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection of a stream, from the attempt to its end. Stream's thread only. */
public final class StreamLink extends SimpleChannelInboundHandler<WebSocketFrame> {

    private final VenueStream stream;
    private final StreamProtocol protocol;
    private final Target target;
    private final long pingNanos;
    private final long silentNanos;
    private final long staleNanos;
    private byte[] buffer = new byte[16 * 1024];
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> watchdog;
    private boolean upgraded;
    private boolean live;
    private boolean ended;
    private long lastFrameNanos;
    private long lastMessageNanos;
    private long lastDataNanos;
    private boolean dataInFrame;
    private long liveSinceNanos;
    private boolean probing;
    private long probedNanos;

    StreamLink(
            VenueStream stream, StreamProtocol protocol, Target target, ClientSettings settings) {
        this.stream = stream;
        this.protocol = protocol;
        this.target = target;
        this.pingNanos = settings.pingInterval().toNanos();
        this.silentNanos = settings.silentAfter().toNanos();
        this.staleNanos = settings.staleAfter().toNanos();
    }

    public Target target() {
        return target;
    }

    public boolean isLive() {
        return live;
    }

    long liveNanos() {
        return live ? System.nanoTime() - liveSinceNanos : 0;
    }

    /** Sends one text message. */
    public void send(String json) {
        ChannelHandlerContext channel = context;
        if (!ended && channel != null) {
            channel.writeAndFlush(new TextWebSocketFrame(json));
        }
    }

    /** Sends one binary message. */
    public void send(byte[] message) {
        ChannelHandlerContext channel = context;
        if (!ended && channel != null) {
            channel.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(message)));
        }
    }

    /**
     * What came was data, not only talk about the stream.
     *
     * @return false after a silence so long that something was lost, which nobody had the time to notice while it lasted;
     *     the connection is ended
     */
    public boolean heardData() {
        long now = System.nanoTime();
        if (live && now - lastDataNanos >= staleNanos && protocol.expectsData()) {
            fail(Trouble.PASSING, silence(now));
            return false;
        }
        lastDataNanos = now;
        dataInFrame = true;
        return true;
    }

    /** The venue has accepted us and what we want to hear. */
    public void nowLive() {
        nowLive("");
    }

    /** The same, though this is missing of what came before; for people. */
    public void nowLive(String missing) {
        if (!ended && !live) {
            live = true;
            liveSinceNanos = System.nanoTime();
            lastDataNanos = liveSinceNanos;
            stream.live(this, missing);
            lastDataNanos = System.nanoTime();
        }
    }

    /** Ends this connection for that reason. */
    public void fail(Trouble trouble, String reason) {
        if (ended) {
            return;
        }
        ended = true;
        ScheduledFuture<?> timer = watchdog;
        if (timer != null) {
            timer.cancel(false);
        }
        close();
        stream.lost(this, trouble, reason);
    }

    private void close() {
        ChannelHandlerContext channel = context;
        if (channel == null) {
            return;
        }
        if (upgraded && channel.channel().isActive()) {
            // An orderly end, so that the venue does not count a dead connection against us.
            channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
                    .addListener(written -> channel.close());
            channel.executor().schedule(() -> channel.close(), 500, TimeUnit.MILLISECONDS);
        } else {
            channel.close();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelActive(ChannelHandlerContext channel) {
        if (ended) {
            channel.close();
            return;
        }
        channel.fireChannelActive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext channel, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE && !ended) {
            upgraded = true;
            lastFrameNanos = System.nanoTime();
            lastMessageNanos = lastFrameNanos;
            watchdog =
                    channel.executor()
                            .scheduleWithFixedDelay(
                                    this::watch, pingNanos, pingNanos, TimeUnit.NANOSECONDS);
            protocol.opened(this);
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            fail(Trouble.PASSING, "the venue did not answer the upgrade to a WebSocket");
        }
        channel.fireUserEventTriggered(event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext channel, WebSocketFrame frame) {
        if (ended) {
            return;
        }
        if (frame instanceof CloseWebSocketFrame goodbye) {
            fail(
                    Trouble.PASSING,
                    "the venue closed the stream: "
                            + goodbye.statusCode()
                            + " "
                            + goodbye.reasonText());
            return;
        }
        if (!(frame instanceof PongWebSocketFrame)) {
            read(frame.content());
        }
        // After the listener is through: the time it took is not the venue's silence.
        lastFrameNanos = System.nanoTime();
    }

    private void read(ByteBuf content) {
        int length = content.readableBytes();
        if (buffer.length < length) {
            buffer = new byte[Math.max(length, 2 * buffer.length)];
        }
        content.readBytes(buffer, 0, length);
        try {
            protocol.received(this, buffer, length);
        } catch (IOException unreadable) {
            fail(Trouble.PASSING, "a message could not be read: " + unreadable.getMessage());
        }
        lastMessageNanos = System.nanoTime();
        if (dataInFrame) {
            dataInFrame = false;
            lastDataNanos = lastMessageNanos;
        }
        probing = false;
        stream.heard(lastMessageNanos);
    }

    /** Pings a quiet connection, and lets the venue confirm a silent one. */
    private void watch() {
        long now = System.nanoTime();
        if (!protocol.expectsData()) {
            lastDataNanos = now;
        }
        if (now - lastFrameNanos >= 2 * pingNanos) {
            fail(
                    Trouble.PASSING,
                    "no sign of life for "
                            + TimeUnit.NANOSECONDS.toMillis(now - lastFrameNanos)
                            + " ms, pings included");
        } else if (probing && now - probedNanos >= 2 * pingNanos) {
            fail(Trouble.PASSING, "the venue does not confirm the subscription");
        } else if (live && now - lastDataNanos >= staleNanos) {
            fail(Trouble.PASSING, silence(now));
        } else {
            if (live) {
                protocol.distrust(now).ifPresent(reason -> fail(Trouble.PASSING, reason));
            }
            ChannelHandlerContext channel = context;
            if (!ended && channel != null && now - lastFrameNanos >= pingNanos / 2) {
                channel.writeAndFlush(new PingWebSocketFrame());
            }
            if (!ended && live && !probing && now - lastMessageNanos >= silentNanos) {
                probing = protocol.probe(this);
                probedNanos = now;
            }
        }
    }

    private String silence(long now) {
        return "no data for "
                + TimeUnit.NANOSECONDS.toSeconds(now - lastDataNanos)
                + " s in an open market";
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) {
        fail(Trouble.PASSING, "the venue closed the connection");
        channel.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
        if (cause instanceof WebSocketClientHandshakeException refused
                && refused.response() != null) {
            int status = refused.response().status().code();
            fail(
                    status == 401 ? Trouble.CREDENTIALS : Trouble.PASSING,
                    "the venue refused the upgrade to a WebSocket: HTTP " + status);
        } else {
            fail(Trouble.PASSING, Dialer.reason(cause));
        }
        channel.close();
    }
}
