package io.openbell.simulator.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private final List<EventStream> opened = new ArrayList<>();
    private final EmbeddedChannel wire =
            new EmbeddedChannel(
                    new HttpServerCodec(),
                    new SimpleChannelInboundHandler<Object>() {
                        @Override
                        protected void channelRead0(ChannelHandlerContext ctx, Object request) {
                            if (opened.isEmpty()) {
                                FullHttpRequest whole =
                                        new DefaultFullHttpRequest(
                                                HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
                                Responder.respond(ctx, whole, Reply.stream(opened::add), Map.of());
                            }
                        }
                    });

    private String written() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf part = wire.readOutbound(); part != null; part = wire.readOutbound()) {
            text.append(part.toString(StandardCharsets.UTF_8));
            part.release();
        }
        return text.toString();
    }

    private EventStream open() {
        wire.writeInbound(
                io.netty.buffer.Unpooled.copiedBuffer(
                        "GET / HTTP/1.1\r\n\r\n", StandardCharsets.US_ASCII));
        return opened.get(0);
    }

    @Test
    void shouldSendEventsAsTheyComeAndEndWhenTold() {
        EventStream events = open();
        assertThat(written())
                .startsWith("HTTP/1.1 200 OK")
                .contains("text/event-stream", "transfer-encoding: chunked");

        events.send("{\"a\":1}");
        assertThat(written()).contains("data: {\"a\":1}\n\n");
        events.send("01J", "{}");
        assertThat(written()).contains("id: 01J\ndata: {}\n\n");

        events.end();
        assertThat(written()).endsWith("0\r\n\r\n");
        assertThat(wire.isOpen()).isFalse();
        events.send("{}");
        assertThat(written()).isEmpty();
    }

    @Test
    void shouldShowThatItLivesWhileThereIsNothingToTell() {
        open();
        written();
        wire.advanceTimeBy(11, TimeUnit.SECONDS);
        wire.runScheduledPendingTasks();

        assertThat(written()).contains(":heartbeat\n\n");
    }

    @Test
    void shouldTellItsOwnerThatTheListenerWent() {
        AtomicBoolean gone = new AtomicBoolean();
        EventStream events = open();
        events.whenClosed(() -> gone.set(true));
        assertThat(gone).isFalse();

        wire.close();
        wire.runPendingTasks();

        assertThat(gone).isTrue();
        assertThat(events.isOpen()).isFalse();
    }
}
