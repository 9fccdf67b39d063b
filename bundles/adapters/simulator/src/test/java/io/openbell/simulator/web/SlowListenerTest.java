package io.openbell.simulator.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowListenerTest {

    private final MultiThreadIoEventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    @AfterEach
    void stop() {
        loop.shutdownGracefully();
    }

    /** A server whose every connection is such a stream. */
    private int serve(Consumer<EventStream> script) throws InterruptedException {
        Channel server =
                new ServerBootstrap()
                        .group(loop)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline()
                                                .addLast(new HttpResponseEncoder())
                                                .addLast(new Begin(script));
                                    }
                                })
                        .bind("127.0.0.1", 0)
                        .sync()
                        .channel();
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    private static final class Begin extends ChannelInboundHandlerAdapter {

        private final Consumer<EventStream> script;

        Begin(Consumer<EventStream> script) {
            this.script = script;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            DefaultHttpResponse head =
                    new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            HttpUtil.setTransferEncodingChunked(head, true);
            ctx.writeAndFlush(head);
            script.accept(new EventStream(ctx));
        }
    }

    /** Reads to the end, with a pause after every quarter of a megabyte. */
    private static String readSlowly(int port, long pauseMillis) throws Exception {
        StringBuilder all = new StringBuilder();
        byte[] part = new byte[256 << 10];
        try (Socket socket = new Socket("127.0.0.1", port)) {
            InputStream in = socket.getInputStream();
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                all.append(new String(part, 0, count, StandardCharsets.US_ASCII));
                Thread.sleep(pauseMillis);
            }
        }
        return all.toString();
    }

    @Test
    void shouldBringALongPastToASlowReaderWhole() throws Exception {
        int events = 20_000;
        String order = "x".repeat(1_000);
        int port =
                serve(
                        stream -> {
                            for (int i = 1; i <= events; i++) {
                                stream.send("id" + i, order);
                            }
                            stream.end();
                        });

        String heard = readSlowly(port, 2);

        assertThat(heard.split("data: ", -1)).hasSize(events + 1);
        assertThat(heard).contains("id: id" + events).endsWith("0\r\n\r\n");
    }

    /** What is told as there is room for it waits nowhere, however long it is. */
    @Test
    void shouldAskForMoreOfALongPastOnlyAsItIsRead() throws Exception {
        int parts = 1_000;
        AtomicInteger told = new AtomicInteger();
        String order = "x".repeat(100_000);
        int port =
                serve(
                        stream ->
                                new Object() {
                                    void tell() {
                                        stream.send("id" + told.incrementAndGet(), order);
                                        if (told.get() < parts) {
                                            stream.whenThereIsRoom(this::tell);
                                        } else {
                                            stream.end();
                                        }
                                    }
                                }.tell());
        byte[] part = new byte[256 << 10];
        long read = 0;
        try (Socket socket = new Socket("127.0.0.1", port)) {
            InputStream in = socket.getInputStream();
            assertThat(in.read(new byte[1])).isEqualTo(1);
            // Until what the sockets hold is full.
            for (int before = -1; before < told.get(); Thread.sleep(200)) {
                before = told.get();
            }
            assertThat(told).as("of 100 MB, told to nobody who reads").hasValueLessThan(parts / 2);

            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                read += count;
            }
        }
        assertThat(read).isGreaterThan((long) parts * order.length());
    }

    @Test
    void shouldEndByItselfWhenItsTimeIsOver() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        int port =
                serve(
                        stream -> {
                            stream.endWhen(over::get);
                            stream.send("id1", "first");
                            over.set(true);
                        });

        assertThat(readSlowly(port, 0)).contains("first").endsWith("0\r\n\r\n");
    }
}
