package io.openbell.simulator.web;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.openbell.simulator.market.MarketView;
import io.openbell.simulator.trading.Exchange;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Listens on loopback, with one event loop: it is the exchange's one thread. */
public final class WebServer {

    private static final int LARGEST_BODY = 64 << 10;
    // A thousand symbols, option contracts among them, their commas encoded.
    private static final int LONGEST_LINE = 32 << 10;
    private static final int LARGEST_HEAD = 16 << 10;
    private static final int LARGEST_CHUNK = 8 << 10;
    private static final int SEND_BUFFER = 256 << 10;

    private final EventLoopGroup loop;
    private final Desk desk;
    private final Connections connections;

    /** Does not listen yet. On the exchange's thread. */
    public WebServer(
            EventLoopGroup loop,
            WireSettings wire,
            InstantSource systemClock,
            Exchange exchange,
            MarketView view,
            MarketStreams market,
            UpdateStreams updates) {
        this.loop = loop;
        this.connections = new Connections(loop.next(), systemClock);
        List<Api> apis =
                List.of(
                        new OrdersApi(exchange),
                        new ActivitiesApi(exchange),
                        new AccountApi(exchange),
                        new PositionsApi(exchange, view.tape()),
                        new PortfolioHistoryApi(exchange),
                        new WatchlistsApi(exchange, view.tape()),
                        new EventsApi(exchange),
                        new CalendarApi(exchange::now, view.sessions()),
                        new AssetsApi(view.tape()),
                        new OptionContractsApi(view),
                        new AnnouncementsApi(view.actions()),
                        new MarketDataApi(view),
                        new ControlApi(exchange, view.source(), market),
                        new FaultsApi(market.faults(), connections));
        this.desk =
                new Desk(
                        wire.keys(),
                        apis,
                        market,
                        updates,
                        new RateLimit(wire.requestsPerMinute(), systemClock),
                        new RateLimit(wire.dataRequestsPerMinute(), systemClock),
                        market.faults(),
                        systemClock);
    }

    /** Begins to listen; 0 takes any free port. The future tells how it went. */
    public ChannelFuture bind(int port) {
        return bind(port, null);
    }

    /** The same over TLS. */
    public ChannelFuture bindSecure(int port, SslContext tls) {
        return bind(port, tls);
    }

    private ChannelFuture bind(int port, @Nullable SslContext tls) {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loop)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        // The kernel would otherwise buffer megabytes for a reader that stopped.
                        .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER)
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(SEND_BUFFER / 4, SEND_BUFFER))
                        .childHandler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        greet(channel, tls);
                                    }
                                });
        ChannelFuture bound = bootstrap.bind(new InetSocketAddress("127.0.0.1", port));
        connections.addListening(bound.channel());
        return bound;
    }

    private void greet(Channel channel, @Nullable SslContext tls) {
        connections.add(channel, tls != null);
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        }
        channel.pipeline()
                .addLast(new HttpServerCodec(LONGEST_LINE, LARGEST_HEAD, LARGEST_CHUNK))
                .addLast(new HttpObjectAggregator(LARGEST_BODY))
                .addLast(new Front(desk));
    }

    /** Hangs up on everybody. */
    public void close() {
        connections.close();
    }
}
