package io.openbell.alpacaclient.connection;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
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
 * Opens connections. Names are resolved and TLS is set up on threads of their own, because both may take seconds and an
 * event loop must not. Certificates and host names are always verified, behind a proxy as well.
 */
public final class Dialer implements AutoCloseable {

    private static final Set<String> LOOPBACK =
            Set.of("127.0.0.1", "localhost", "[::1]", "[0:0:0:0:0:0:0:1]");

    private final Duration timeout;
    private final Optional<HostAndPort> proxy;
    private final Callable<SslContext> newTls;
    private final ThreadPoolExecutor connector;
    private final Lookups lookups;
    private @Nullable SslContext tls;

    public Dialer(ClientSettings settings) {
        this(settings, null);
    }

    /** Trusts what the factory trusts; the platform's authorities if there is none. */
    public Dialer(ClientSettings settings, @Nullable TrustManagerFactory trust) {
        this(settings, trust, InetAddress::getByName);
    }

    public Dialer(
            ClientSettings settings, @Nullable TrustManagerFactory trust, Lookups.Lookup lookup) {
        this.lookups = new Lookups(lookup);
        this.timeout = settings.requestTimeout();
        this.proxy = settings.proxy();
        this.newTls =
                () -> {
                    SslContextBuilder builder =
                            SslContextBuilder.forClient()
                                    .sslProvider(SslProvider.JDK)
                                    .endpointIdentificationAlgorithm("HTTPS");
                    return (trust == null ? builder : builder.trustManager(trust)).build();
                };
        this.connector =
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
        connector.allowCoreThreadTimeOut(true);
    }

    /**
     * Connects, and tells on the loop's thread how it went: a channel that is ready for its first byte (after the TLS
     * handshake), or the reason.
     */
    public void dial(
            EventLoop loop,
            URI address,
            Consumer<ChannelPipeline> handlers,
            BiConsumer<@Nullable Channel, @Nullable Throwable> done) {
        Route route = Route.to(address, proxy);
        lookups.find(route.next().host())
                .whenComplete(
                        (host, unknown) -> {
                            if (host == null) {
                                tell(loop, done, unknown);
                            } else {
                                begin(loop, host, route, handlers, done);
                            }
                        });
    }

    private void begin(
            EventLoop loop,
            InetAddress host,
            Route route,
            Consumer<ChannelPipeline> handlers,
            BiConsumer<@Nullable Channel, @Nullable Throwable> done) {
        try {
            connector.execute(
                    () -> {
                        try {
                            SslContext context = route.secure() ? tls() : null;
                            InetSocketAddress to = new InetSocketAddress(host, route.next().port());
                            Attempt attempt = new Attempt(route, context, handlers, done);
                            loop.execute(() -> connect(loop, to, attempt));
                        } catch (IOException | RuntimeException reason) {
                            tell(loop, done, reason);
                        }
                    });
        } catch (RejectedExecutionException closed) {
            done.accept(null, new IOException("the client is closed", closed));
        }
    }

    /** Where to, and by which way. */
    private record Route(HostAndPort target, HostAndPort next, boolean secure, boolean proxied) {

        static Route to(URI address, Optional<HostAndPort> proxy) {
            boolean secure =
                    address.getScheme().equals("https") || address.getScheme().equals("wss");
            int port = address.getPort() > 0 ? address.getPort() : secure ? 443 : 80;
            HostAndPort target = new HostAndPort(address.getHost(), port);
            boolean proxied = proxy.isPresent() && !LOOPBACK.contains(address.getHost());
            return new Route(target, proxied ? proxy.get() : target, secure, proxied);
        }
    }

    private record Attempt(
            Route route,
            @Nullable SslContext tls,
            Consumer<ChannelPipeline> handlers,
            BiConsumer<@Nullable Channel, @Nullable Throwable> done) {}

    private void connect(EventLoop loop, InetSocketAddress to, Attempt attempt) {
        ChannelFuture connected =
                new Bootstrap()
                        .group(loop)
                        .channelFactory(OpenSocket::new)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.SO_KEEPALIVE, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        if (attempt.route().proxied()) {
                                            channel.pipeline().addLast(tunnel(channel, attempt));
                                        } else {
                                            install(channel.pipeline(), attempt);
                                        }
                                    }
                                })
                        .connect(to);
        connected.addListener(
                future -> {
                    if (!future.isSuccess()) {
                        attempt.done().accept(null, future.cause());
                    } else if (!attempt.route().proxied()) {
                        ready(connected.channel(), attempt);
                    }
                });
    }

    private ProxyTunnel tunnel(Channel channel, Attempt attempt) {
        ProxyTunnel tunnel =
                new ProxyTunnel(
                        attempt.route().target().toString(),
                        pipeline -> {
                            install(pipeline, attempt);
                            ready(channel, attempt);
                        },
                        refused -> attempt.done().accept(null, refused));
        channel.eventLoop()
                .schedule(
                        () -> tunnel.fail(channel.pipeline().context(tunnel), "does not answer"),
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS);
        return tunnel;
    }

    private void install(ChannelPipeline pipeline, Attempt attempt) {
        SslContext context = attempt.tls();
        if (context != null) {
            HostAndPort target = attempt.route().target();
            SslHandler handler =
                    context.newHandler(pipeline.channel().alloc(), target.host(), target.port());
            handler.setHandshakeTimeoutMillis(timeout.toMillis());
            pipeline.addLast(handler);
        }
        attempt.handlers().accept(pipeline);
    }

    private static void ready(Channel channel, Attempt attempt) {
        SslHandler handshake = channel.pipeline().get(SslHandler.class);
        if (handshake == null) {
            attempt.done().accept(channel, null);
            return;
        }
        handshake
                .handshakeFuture()
                .addListener(
                        secure ->
                                attempt.done()
                                        .accept(
                                                secure.isSuccess() ? channel : null,
                                                secure.cause()));
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
        lookups.close();
        connector.shutdownNow();
    }

    /** Why there is no connection, for people. */
    public static String reason(@Nullable Throwable cause) {
        if (cause == null) {
            return "unknown reason";
        }
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
    }
}
