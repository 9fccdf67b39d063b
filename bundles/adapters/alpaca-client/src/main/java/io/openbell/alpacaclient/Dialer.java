package io.openbell.alpacaclient;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections. Names are resolved and TLS is set up on a thread of its own, because both may take seconds and an
 * event loop must not. Certificates and host names are always verified.
 */
final class Dialer implements AutoCloseable {

    private final Duration timeout;
    private final Callable<SslContext> newTls;
    private final ThreadPoolExecutor resolver;
    private @Nullable SslContext tls;

    Dialer(Duration timeout) {
        this(timeout, null);
    }

    /** Trusts what the factory trusts; the platform's authorities if there is none. */
    Dialer(Duration timeout, @Nullable TrustManagerFactory trust) {
        this.timeout = timeout;
        this.newTls =
                () -> {
                    SslContextBuilder builder =
                            SslContextBuilder.forClient()
                                    .sslProvider(SslProvider.JDK)
                                    .endpointIdentificationAlgorithm("HTTPS");
                    return (trust == null ? builder : builder.trustManager(trust)).build();
                };
        this.resolver =
                new ThreadPoolExecutor(
                        2,
                        2,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        work -> {
                            Thread thread = new Thread(work, "alpaca-connect");
                            thread.setDaemon(true);
                            return thread;
                        });
        resolver.allowCoreThreadTimeOut(true);
    }

    /**
     * Connects, and tells on the loop's thread how it went: a channel that is ready for its first byte (after the TLS
     * handshake), or the reason.
     */
    void dial(
            EventLoop loop,
            URI address,
            Consumer<ChannelPipeline> handlers,
            BiConsumer<@Nullable Channel, @Nullable Throwable> done) {
        boolean secure = address.getScheme().equals("https") || address.getScheme().equals("wss");
        int port = address.getPort() > 0 ? address.getPort() : secure ? 443 : 80;
        try {
            resolver.execute(
                    () -> {
                        try {
                            InetAddress host = InetAddress.getByName(address.getHost());
                            SslContext context = secure ? tls() : null;
                            InetSocketAddress to = new InetSocketAddress(host, port);
                            loop.execute(() -> connect(loop, address, to, context, handlers, done));
                        } catch (IOException | RuntimeException reason) {
                            tell(loop, done, reason);
                        }
                    });
        } catch (RejectedExecutionException closed) {
            done.accept(null, new IOException("the client is closed", closed));
        }
    }

    private void connect(
            EventLoop loop,
            URI address,
            InetSocketAddress to,
            @Nullable SslContext context,
            Consumer<ChannelPipeline> handlers,
            BiConsumer<@Nullable Channel, @Nullable Throwable> done) {
        ChannelFuture connected =
                new Bootstrap()
                        .group(loop)
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.SO_KEEPALIVE, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        if (context != null) {
                                            channel.pipeline()
                                                    .addLast(
                                                            secured(channel, context, address, to));
                                        }
                                        handlers.accept(channel.pipeline());
                                    }
                                })
                        .connect(to);
        connected.addListener(
                future -> {
                    if (!future.isSuccess()) {
                        done.accept(null, future.cause());
                        return;
                    }
                    Channel channel = connected.channel();
                    SslHandler handshake = channel.pipeline().get(SslHandler.class);
                    if (handshake == null) {
                        done.accept(channel, null);
                        return;
                    }
                    handshake
                            .handshakeFuture()
                            .addListener(
                                    secure ->
                                            done.accept(
                                                    secure.isSuccess() ? channel : null,
                                                    secure.cause()));
                });
    }

    private SslHandler secured(
            Channel channel, SslContext context, URI address, InetSocketAddress to) {
        SslHandler handler = context.newHandler(channel.alloc(), address.getHost(), to.getPort());
        handler.setHandshakeTimeoutMillis(timeout.toMillis());
        return handler;
    }

    private synchronized SslContext tls() throws IOException {
        SslContext present = tls;
        if (present == null) {
            try {
                present = newTls.call();
            } catch (Exception broken) {
                throw new IOException("TLS cannot be set up: " + broken.getMessage(), broken);
            }
            tls = present;
        }
        return present;
    }

    private static void tell(
            EventLoop loop,
            BiConsumer<@Nullable Channel, @Nullable Throwable> done,
            Throwable reason) {
        try {
            loop.execute(() -> done.accept(null, reason));
        } catch (RejectedExecutionException closed) {
            done.accept(null, reason);
        }
    }

    @Override
    public void close() {
        resolver.shutdownNow();
    }
}
