package io.openbell.simulator.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer that goes on: server-sent events, with a comment now and then while there are none. What the listener has no
 * room for waits here, so that a long past reaches a slow reader, too. On the exchange's thread.
 */
final class EventStream {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private static final long HEARTBEAT_SECONDS = 10;
    private static final long LOOK_MILLIS = 50;
    private static final long MOST_BYTES_UNDER_WAY = 1L << 20;
    private static final long MOST_CHARACTERS_WAITING = 64L << 20;

    private final ChannelHandlerContext ctx;
    private final ScheduledFuture<?> heartbeat;
    private final Deque<String> waiting = new ArrayDeque<>();
    private long charactersWaiting;
    private @Nullable Runnable onRoom;
    private boolean ended;
    private boolean finished;

    EventStream(ChannelHandlerContext ctx) {
        this.ctx = ctx;
        this.heartbeat =
                ctx.executor()
                        .scheduleAtFixedRate(
                                this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        whenClosed(() -> heartbeat.cancel(false));
    }

    private void beat() {
        if (waiting.isEmpty()) {
            write(":heartbeat\n\n");
        }
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

    /** Nothing more will come; what waits still goes out. */
    void end() {
        if (isOpen()) {
            ended = true;
            heartbeat.cancel(false);
            pump();
        }
    }

    /** Ends once that is so, whether anything happens meanwhile or not. */
    void endWhen(BooleanSupplier over) {
        ScheduledFuture<?> look =
                ctx.executor()
                        .scheduleWithFixedDelay(
                                () -> {
                                    if (over.getAsBoolean()) {
                                        end();
                                    }
                                },
                                LOOK_MILLIS,
                                LOOK_MILLIS,
                                TimeUnit.MILLISECONDS);
        whenClosed(() -> look.cancel(false));
    }

    /** Calls once, later, when everything so far has gone out: a long past is told as fast as it is read. */
    void whenThereIsRoom(Runnable listener) {
        onRoom = listener;
        ctx.executor().execute(this::tellOfRoom);
    }

    private void tellOfRoom() {
        Runnable listener = onRoom;
        if (listener != null && waiting.isEmpty()) {
            onRoom = null;
            listener.run();
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
        if (charactersWaiting > MOST_CHARACTERS_WAITING) {
            LOG.warn("event listener closed reason=slow client");
            ctx.close();
            return;
        }
        waiting.addLast(text);
        charactersWaiting += text.length();
        pump();
    }

    /** Sends as much as there is room for; called again when some of it has gone out. */
    private void pump() {
        while (!waiting.isEmpty() && ctx.channel().bytesBeforeWritable() < MOST_BYTES_UNDER_WAY) {
            String text = waiting.removeFirst();
            charactersWaiting -= text.length();
            ByteBuf bytes = ctx.alloc().buffer(text.length());
            bytes.writeCharSequence(text, StandardCharsets.UTF_8);
            ctx.writeAndFlush(new DefaultHttpContent(bytes)).addListener(sent -> pump());
        }
        if (waiting.isEmpty() && ended && !finished) {
            finished = true;
            ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
                    .addListener(ChannelFutureListener.CLOSE);
        }
        if (waiting.isEmpty() && onRoom != null) {
            ctx.executor().execute(this::tellOfRoom);
        }
    }
}
