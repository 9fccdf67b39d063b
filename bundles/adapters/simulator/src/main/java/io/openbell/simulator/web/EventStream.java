package io.openbell.simulator.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer that goes on: server-sent events, with a comment now and then while there are none. On the exchange's thread. */
final class EventStream {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private static final long HEARTBEAT_SECONDS = 10;
    private static final long MOST_BYTES_WAITING = 8L << 20;

    private final ChannelHandlerContext ctx;
    private final ScheduledFuture<?> heartbeat;
    private boolean ended;

    EventStream(ChannelHandlerContext ctx) {
        this.ctx = ctx;
        this.heartbeat =
                ctx.executor()
                        .scheduleAtFixedRate(
                                () -> write(":heartbeat\n\n"),
                                HEARTBEAT_SECONDS,
                                HEARTBEAT_SECONDS,
                                TimeUnit.SECONDS);
        whenClosed(() -> heartbeat.cancel(false));
    }

    /** Somebody still listens. */
    boolean isOpen() {
        return !ended && ctx.channel().isActive();
    }

    /** One event, one line. A listener that stopped reading is closed: it will ask for what it missed. */
    void send(String data) {
        write("data: " + data + "\n\n");
    }

    /** One event with the id that a listener names as {@code Last-Event-ID} when it comes again. */
    void send(String id, String data) {
        write("id: " + id + "\ndata: " + data + "\n\n");
    }

    /** Nothing more will come. */
    void end() {
        if (isOpen()) {
            ended = true;
            heartbeat.cancel(false);
            ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Calls when the listener is gone, at once if it already is. */
    void whenClosed(Runnable listener) {
        ctx.channel().closeFuture().addListener(gone -> listener.run());
    }

    private void write(String text) {
        if (!isOpen()) {
            return;
        }
        if (ctx.channel().bytesBeforeWritable() > MOST_BYTES_WAITING) {
            LOG.warn("event listener closed reason=slow client");
            ctx.close();
            return;
        }
        ByteBuf bytes = ctx.alloc().buffer(text.length());
        bytes.writeCharSequence(text, StandardCharsets.UTF_8);
        ctx.writeAndFlush(new DefaultHttpContent(bytes));
    }
}
