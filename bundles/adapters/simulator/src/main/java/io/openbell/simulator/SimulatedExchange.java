package io.openbell.simulator;

import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.simulator.faults.FaultPlan;
import io.openbell.simulator.faults.Faults;
import io.openbell.simulator.faults.Strike;
import io.openbell.simulator.faults.TradingFaults;
import io.openbell.simulator.market.MarketSource;
import io.openbell.simulator.market.MarketView;
import io.openbell.simulator.market.ReplayMarket;
import io.openbell.simulator.market.SyntheticMarket;
import io.openbell.simulator.market.Tape;
import io.openbell.simulator.tls.CertificateFolder;
import io.openbell.simulator.trading.Books;
import io.openbell.simulator.trading.Exchange;
import io.openbell.simulator.trading.Ledger;
import io.openbell.simulator.trading.MatchingRules;
import io.openbell.simulator.trading.Valuation;
import io.openbell.simulator.web.Keys;
import io.openbell.simulator.web.MarketStreams;
import io.openbell.simulator.web.TestFeed;
import io.openbell.simulator.web.UpdateStreams;
import io.openbell.simulator.web.WebServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exchange on loopback that speaks Alpaca's protocols: market, matching, account and ledger behind one socket, all on
 * one thread, "simulator-exchange". Nothing here blocks its callers but {@link #close()}.
 */
public final class SimulatedExchange implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedExchange.class);

    private static final long SECONDS_TO_NEXT_TRY = 1;
    private static final long SECONDS_TO_STOP = 3;

    private final ExchangeSettings settings;
    private final Path folder;
    private final InstantSource systemClock;
    private final CompletableFuture<ExchangeEndpoint> endpoint = new CompletableFuture<>();
    private final CompletableFuture<SslContext> certificate = new CompletableFuture<>();
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;

    // On the loop only.
    private final Faults faults;
    private @Nullable TestFeed testFeed;
    private @Nullable Ledger ledger;
    private @Nullable MarketSource market;
    private @Nullable WebServer server;
    private @Nullable ScheduledFuture<?> timer;
    private boolean stopped;
    private String lastTrouble = "";

    /**
     * Not started yet.
     *
     * @param folder      keeps {@code ledger.jsonl} and {@code market.json}
     * @param systemClock of the synthetic market
     */
    public SimulatedExchange(ExchangeSettings settings, Path folder, InstantSource systemClock) {
        this.settings = settings;
        this.folder = folder;
        this.systemClock = systemClock;
        this.faults = new Faults(systemClock);
        ThreadFactory thread =
                work -> {
                    Thread made = new Thread(work, "simulator-exchange");
                    made.setDaemon(true);
                    return made;
                };
        this.group = new MultiThreadIoEventLoopGroup(1, thread, NioIoHandler.newFactory());
        this.loop = group.next();
    }

    /** Reads the ledger, binds the port and opens the market, on the exchange's thread. Tries again until it works. */
    public void start() {
        if (settings.wire().tlsPort() >= 0) {
            // Meanwhile, so that nobody waits for it.
            Thread thread = new Thread(this::makeCertificate, "simulator-certificate");
            thread.setDaemon(true);
            thread.start();
        }
        loop.execute(this::open);
    }

    private void makeCertificate() {
        try {
            certificate.complete(
                    new CertificateFolder(folder.resolve("tls"))
                            .serverContext(systemClock.instant()));
        } catch (IOException | RuntimeException failure) {
            certificate.completeExceptionally(failure);
        }
    }

    /** Where it listens, once it does. Completed on the exchange's thread: do not block in what you attach. */
    public CompletableFuture<ExchangeEndpoint> endpoint() {
        return endpoint.copy();
    }

    /** Arms a fault; completed with its id once it is armed. */
    public CompletableFuture<Long> arm(FaultPlan plan) {
        return CompletableFuture.supplyAsync(() -> faults.arm(plan).id(), loop);
    }

    /** Disarms all faults. */
    public CompletableFuture<Void> clearFaults() {
        return CompletableFuture.runAsync(faults::clear, loop);
    }

    /** What faults did, from that number on. */
    public CompletableFuture<List<Strike>> strikes(long since) {
        return CompletableFuture.supplyAsync(() -> faults.strikes(since), loop);
    }

    private void open() {
        if (stopped) {
            return;
        }
        try {
            assemble();
            bind();
        } catch (IOException | RuntimeException failure) {
            if (isNews(failure)) {
                LOG.error(
                        "exchange not opened, trying again every {} s folder={} cause={}",
                        SECONDS_TO_NEXT_TRY,
                        folder,
                        failure.toString());
            }
            release();
            loop.schedule(this::open, SECONDS_TO_NEXT_TRY, TimeUnit.SECONDS);
        }
    }

    private void assemble() throws IOException {
        Books books = new Books();
        Ledger opened = Ledger.open(folder.resolve("ledger.jsonl"), books);
        ledger = opened;
        Tape tape = new Tape(settings.market().ticksKept());
        books.actions().forEach(tape::apply);
        MarketStreams streams = new MarketStreams(settings.streams(), tape, faults, systemClock);
        testFeed = new TestFeed(streams, systemClock);
        UpdateStreams updates = new UpdateStreams(faults);
        TradingFloor floor = new TradingFloor(tape, streams, faults, settings.market().sessions());
        MarketSource source =
                settings.market().replayFiles().isEmpty()
                        ? new SyntheticMarket(settings.market(), folder, systemClock, loop, floor)
                        : new ReplayMarket(
                                settings.market().replayFiles(),
                                settings.market().replaySpeed(),
                                loop,
                                floor,
                                streams);
        market = source;
        MarketView view = MarketView.open(source, tape, settings.market(), books.actions());
        floor.derive(source, view.options());
        streams.onChange(source::audienceChanged);
        Exchange exchange =
                new Exchange(
                        books,
                        opened,
                        tape,
                        settings.market().sessions(),
                        new MatchingRules(
                                settings.partialFillPercent(),
                                settings.market().synthetic().seed()),
                        new Valuation(books, tape, settings.multiplier()),
                        settings.startingCash(),
                        source::now,
                        loop,
                        updates::publish,
                        new TradingFaults(faults, systemClock));
        floor.open(exchange);
        faults.onStrike(strike -> record(strike, exchange));
        faults.onChange(floor::look);
        timer =
                loop.scheduleAtFixedRate(
                        () -> {
                            exchange.onTime();
                            floor.look();
                        },
                        1,
                        1,
                        TimeUnit.SECONDS);
        server =
                new WebServer(
                        group, settings.wire(), systemClock, exchange, view, streams, updates);
        LOG.info(
                "ledger read account={} entries={} cash={} positions={} openOrders={}",
                books.accountNumber(),
                opened.lines(),
                books.cash(),
                books.holdings().size(),
                books.open().size());
    }

    private static void record(Strike strike, Exchange exchange) {
        try {
            exchange.struck(
                    strike.number(), strike.faultId(), strike.kind().word(), strike.subject());
        } catch (IOException unwritten) {
            LOG.error("strike not in the ledger number={} cause={}", strike.number(), unwritten);
        }
    }

    private void bind() {
        if (stopped || server == null) {
            return;
        }
        ChannelFuture binding = server.bind(settings.port());
        binding.addListener(done -> bound(binding));
    }

    private void bound(ChannelFuture binding) {
        if (binding.isSuccess()) {
            bindSecure((InetSocketAddress) binding.channel().localAddress());
            return;
        }
        Throwable cause = binding.cause();
        if (isNews(cause)) {
            LOG.warn(
                    "port not bound, trying again every {} s address=127.0.0.1:{} cause={};"
                            + " free the port or set 'port' in etc/openbell.simulator.cfg",
                    SECONDS_TO_NEXT_TRY,
                    settings.port(),
                    cause.toString());
        }
        loop.schedule(this::bind, SECONDS_TO_NEXT_TRY, TimeUnit.SECONDS);
    }

    /** Without TLS the exchange still opens: nobody's trading depends on it. */
    private void bindSecure(InetSocketAddress plain) {
        int port = settings.wire().tlsPort();
        if (server == null || port < 0) {
            opened(plain, null);
            return;
        }
        certificate.whenCompleteAsync(
                (tls, failure) -> {
                    if (tls == null) {
                        LOG.warn(
                                "no certificate, plain only folder={} cause={}",
                                folder,
                                String.valueOf(failure));
                        opened(plain, null);
                    } else if (server != null) {
                        bindSecure(server.bindSecure(port, tls), plain, port);
                    }
                },
                loop);
    }

    private void bindSecure(ChannelFuture binding, InetSocketAddress plain, int port) {
        binding.addListener(
                done -> {
                    if (binding.isSuccess()) {
                        opened(plain, (InetSocketAddress) binding.channel().localAddress());
                    } else {
                        LOG.warn(
                                "TLS port not bound, plain only address=127.0.0.1:{} cause={};"
                                        + " free the port or set 'tlsPort' in"
                                        + " etc/openbell.simulator.cfg",
                                port,
                                binding.cause().toString());
                        opened(plain, null);
                    }
                });
    }

    /** False for the same trouble again: one line of log is enough. */
    private boolean isNews(Throwable trouble) {
        boolean news = !trouble.toString().equals(lastTrouble);
        lastTrouble = trouble.toString();
        return news;
    }

    private void opened(InetSocketAddress address, @Nullable InetSocketAddress secure) {
        if (market != null && !stopped) {
            String host = "127.0.0.1:" + address.getPort();
            market.start();
            if (testFeed != null) {
                testFeed.start(loop);
            }
            LOG.info("exchange open address={} market={}", host, market.status().source());
            Keys keys = settings.wire().keys();
            endpoint.complete(
                    new ExchangeEndpoint(
                            URI.create("http://" + host),
                            URI.create("ws://" + host + "/stream"),
                            URI.create("ws://" + host + "/v2/iex"),
                            keys.keyId(),
                            keys.secret(),
                            secure == null
                                    ? null
                                    : URI.create("https://127.0.0.1:" + secure.getPort())));
        }
    }

    /** Hangs up, keeps what a successor needs and ends the thread; at most three seconds. */
    @Override
    public void close() {
        if (!group.isShuttingDown()) {
            loop.execute(
                    () -> {
                        stopped = true;
                        release();
                    });
        }
        group.shutdownGracefully(0, SECONDS_TO_STOP - 1, TimeUnit.SECONDS);
        endpoint.cancel(false);
        try {
            if (!group.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                LOG.warn("exchange thread still runs after {} s", SECONDS_TO_STOP);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void release() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        if (server != null) {
            server.close();
            server = null;
        }
        if (market != null) {
            market.close();
            market = null;
        }
        if (ledger != null) {
            try {
                ledger.close();
            } catch (IOException unclean) {
                LOG.warn("ledger not closed cause={}", unclean.toString());
            }
            ledger = null;
        }
    }
}
