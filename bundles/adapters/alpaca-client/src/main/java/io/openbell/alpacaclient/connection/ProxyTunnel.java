package io.openbell.alpacaclient.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks an HTTP proxy for a tunnel, then leaves the connection to those it is for. What the proxy says is not trusted beyond
 * its first line: TLS to the venue begins behind it.
 */
public final class ProxyTunnel extends ChannelInboundHandlerAdapter {

    private static final int LONGEST_ANSWER_BYTES = 8 * 1024;

    private final String authority;
    private final Consumer<ChannelPipeline> established;
    private final Consumer<IOException> refused;
    private final StringBuilder answer = new StringBuilder();
    private boolean done;

    /**
     * A tunnel that is not asked for yet.
     *
     * @param authority   host and port behind the proxy
     * @param established is given the pipeline, to which it adds what the tunnel is for
     * @param refused     hears once if there will be no tunnel
     */
    ProxyTunnel(
            String authority,
            Consumer<ChannelPipeline> established,
            Consumer<IOException> refused) {
        this.authority = authority;
        this.established = established;
        this.refused = refused;
    }

    @Override
    public void channelActive(ChannelHandlerContext channel) {
        String request = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
        channel.writeAndFlush(
                ByteBufUtil.encodeString(
                        channel.alloc(), CharBuffer.wrap(request), StandardCharsets.US_ASCII));
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        try {
            if (!done && message instanceof ByteBuf bytes) {
                answer.append(bytes.toString(StandardCharsets.ISO_8859_1));
                read(channel);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(ChannelHandlerContext channel) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            if (answer.length() > LONGEST_ANSWER_BYTES) {
                fail(channel, "answers without an end");
            }
            return;
        }
        String first = answer.substring(0, answer.indexOf("\r\n"));
        if (!first.matches("HTTP/1\\.[01] 2[0-9]{2}( .*)?")) {
            fail(channel, "says: " + first.replaceAll("[^ -~]", "?"));
        } else if (answer.length() > end + 4) {
            fail(channel, "says more than it was asked for");
        } else {
            done = true;
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.remove(this);
            established.accept(pipeline);
            pipeline.fireChannelActive();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) {
        fail(channel, "closed the connection");
        channel.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
        fail(channel, Dialer.reason(cause));
    }

    /** The proxy took too long, or whatever else ends it. */
    void fail(@Nullable ChannelHandlerContext channel, String why) {
        if (!done) {
            done = true;
            refused.accept(new IOException("the proxy " + why));
            if (channel != null) {
                channel.close();
            }
        }
    }
}
