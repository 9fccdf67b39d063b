package io.openbell.alpacaclient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.openbell.alpacaclient.decode.FrameMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** A WebSocket server that follows a script, one {@link Session} per connection. */
final class FakeStreams implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Answers one message; a missing node when the connection has just been opened. */
    interface Script {
        void on(Session session, JsonNode message) throws Exception;
    }

    /** One connection. */
    final class Session extends SimpleChannelInboundHandler<WebSocketFrame> {
        final int number;
        final List<JsonNode> received = new CopyOnWriteArrayList<>();
        final Channel channel;
        final Map<String, Set<String>> carried = new ConcurrentHashMap<>();
        volatile boolean sentOrigin;
        volatile boolean msgpack;
        volatile String path = "";

        Session(int number, Channel channel) {
            this.number = number;
            this.channel = channel;
        }

        /** As MessagePack where the client asked for it. */
        void text(String json) {
            if (msgpack) {
                channel.writeAndFlush(
                        new BinaryWebSocketFrame(Unpooled.wrappedBuffer(packed(json))));
                return;
            }
            channel.writeAndFlush(new TextWebSocketFrame(json));
        }

        void binary(String json) {
            channel.writeAndFlush(
                    new BinaryWebSocketFrame(Unpooled.copiedBuffer(json, StandardCharsets.UTF_8)));
        }

        void frame(WebSocketFrame frame) {
            channel.writeAndFlush(frame);
        }

        void drop() {
            channel.close();
        }

        /** Hears and says nothing any more, and keeps the connection: a dead peer. */
        void freeze() {
            channel.config().setAutoRead(false);
        }

        List<JsonNode> received(String action) {
            return received.stream()
                    .filter(message -> message.path("action").asText().equals(action))
                    .toList();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event)
                throws Exception {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete upgrade) {
                sentOrigin = upgrade.requestHeaders().contains("Origin");
                path = upgrade.requestUri();
                msgpack =
                        "application/msgpack".equals(upgrade.requestHeaders().get("Content-Type"));
                sessions.add(this);
                script.on(this, MissingNode.getInstance());
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame)
                throws Exception {
            JsonNode message =
                    JSON.readTree(
                            msgpack
                                    ? unpacked(ByteBufUtil.getBytes(frame.content()))
                                    : frame.content().toString(StandardCharsets.UTF_8));
            received.add(message);
            script.on(this, message);
        }
    }

    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel server;
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private volatile Script script;
    private int opened;

    FakeStreams(Script script) throws InterruptedException {
        this.script = script;
        this.server =
                new ServerBootstrap()
                        .group(group)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline()
                                                .addLast(
                                                        new HttpServerCodec(),
                                                        new HttpObjectAggregator(65536),
                                                        new WebSocketServerProtocolHandler(
                                                                "/", null, false, 65536, false,
                                                                true),
                                                        new Session(++opened, channel));
                                    }
                                })
                        .bind("127.0.0.1", 0)
                        .sync()
                        .channel();
    }

    /** Alpaca's market data stream, until it is subscribed. */
    static void marketData(Session session, JsonNode message) {
        if (message.isMissingNode()) {
            session.text("[{\"T\":\"success\",\"msg\":\"connected\"}]");
        } else if (message.path("action").asText().equals("auth")) {
            session.text("[{\"T\":\"success\",\"msg\":\"authenticated\"}]");
        } else if (message.path("action").asText().contains("subscribe")) {
            boolean more = message.path("action").asText().equals("subscribe");
            session.text(
                    "[{\"T\":\"subscription\",\"trades\":"
                            + listed(session, message, "trades", more)
                            + ",\"quotes\":"
                            + listed(session, message, "quotes", more)
                            + ",\"bars\":[]}]");
        }
    }

    /** All that the connection carries on that channel by now, as JSON. */
    private static String listed(Session session, JsonNode message, String channel, boolean more) {
        Set<String> carried =
                session.carried.computeIfAbsent(channel, any -> new ConcurrentSkipListSet<>());
        message.path(channel)
                .forEach(
                        symbol -> {
                            if (more) {
                                carried.add(symbol.asText());
                            } else {
                                carried.remove(symbol.asText());
                            }
                        });
        return JSON.valueToTree(carried).toString();
    }

    /** Alpaca's order updates, until it is listening; in binary frames, as paper trading sends them. */
    static void tradeUpdates(Session session, JsonNode message) {
        if (message.isMissingNode()) {
            return;
        }
        if (message.path("action").asText().equals("authenticate")) {
            session.binary(
                    "{\"stream\":\"authorization\",\"data\":"
                            + "{\"status\":\"authorized\",\"action\":\"authenticate\"}}");
        } else {
            session.binary("{\"stream\":\"listening\",\"data\":{\"streams\":[\"trade_updates\"]}}");
        }
    }

    private static String unpacked(byte[] message) throws IOException {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(message)) {
            return unpacker.unpackValue().toJson();
        }
    }

    private static byte[] packed(String json) {
        try {
            return new FrameMaker(0).msgpack(JSON.readValue(json, Object.class));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The connections to that path, oldest first. */
    List<Session> sessions(String path) {
        return sessions.stream().filter(session -> session.path.equals(path)).toList();
    }

    void script(Script next) {
        script = next;
    }

    URI uri() {
        return URI.create(
                "ws://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort() + "/ws");
    }

    List<Session> sessions() {
        return sessions;
    }

    Session latest() {
        return sessions.get(sessions.size() - 1);
    }

    @Override
    public void close() {
        server.close();
        group.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS);
    }
}
