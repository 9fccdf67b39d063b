package io.openbell.alpacaclient.stream;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.concurrent.ScheduledFuture;
import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.alpacaclient.connection.Dialer;
import io.openbell.alpacaclient.connection.LoopThread;
import io.openbell.alpacaclient.connection.Target;
import io.openbell.alpacaclient.connection.Trouble;
import io.openbell.alpacaclient.connection.Venue;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket that is kept open to whatever is the target. Reading, decoding and the listeners share one thread: a
 * listener that blocks stops the reading of the socket, and so slows the venue down; nothing is dropped or queued here.
 */
public final class VenueStream implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VenueStream.class);
    private static final int LONGEST_REFUSAL_BYTES = 64 * 1024;
    private static final Duration PROVEN = Duration.ofSeconds(10);

    private final String role;
    private final ClientSettings settings;
    private final Dialer dialer;
    private final InstantSource clock;
    private final UnaryOperator<String> redact;
    private final StreamProtocol protocol;
    private final LoopThread thread;
    private final ReconnectDelay delay;
    private @Nullable Target target;
    private @Nullable StreamLink link;
    private @Nullable ScheduledFuture<?> retry;
    private volatile StreamState state;
    private volatile long lastHeardNanos;
    private volatile boolean heardAnything;

    /**
     * A stream without a target.
     *
     * @param role   for people, for example {@code market data}
     * @param thread reads, decodes and calls the listeners; may serve other streams as well
     */
    public VenueStream(String role, LoopThread thread, Venue client, StreamProtocol protocol) {
        this.role = role;
        this.settings = client.settings();
        this.dialer = client.dialer();
        this.clock = client.clock();
        this.redact = client::redact;
        this.protocol = protocol;
        this.thread = thread;
        this.delay = new ReconnectDelay(settings, client.random());
        this.state = new StreamState(false, "starting", Trouble.PASSING, clock.instant());
    }

    public StreamState state() {
        return state;
    }

    /** Since the latest message, for people. */
    public String lastHeard() {
        if (!heardAnything) {
            return "no message yet";
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastHeardNanos);
        return "last message " + millis + " ms ago";
    }

    /** Runs it on the stream's thread, between two messages. */
    public boolean execute(Runnable work) {
        return thread.execute(work);
    }

    /** The connection that is live; stream's thread only. */
    @Nullable StreamLink liveLink() {
        StreamLink present = link;
        return present != null && present.isLive() ? present : null;
    }

    /** Leaves the present target and connects to that one, or to none for that reason. Any thread. */
    public void aim(@Nullable Target next, String whyNone) {
        thread.execute(
                () -> {
                    ScheduledFuture<?> planned = retry;
                    if (planned != null) {
                        planned.cancel(false);
                    }
                    retry = null;
                    target = null;
                    StreamLink present = link;
                    if (present != null) {
                        present.fail(Trouble.PASSING, "connected elsewhere");
                    }
                    delay.reset();
                    target = next;
                    String why = next == null ? whyNone : "connecting to " + next;
                    change(new StreamState(false, why, Trouble.PASSING, clock.instant()));
                    if (next != null) {
                        connect(next);
                    }
                });
    }

    private void connect(Target to) {
        retry = null;
        StreamLink next = new StreamLink(this, protocol, to, settings);
        link = next;
        URI address = protocol.address(to);
        dialer.dial(
                thread.loop(),
                address,
                pipeline -> install(pipeline, address, next),
                (channel, refused) -> {
                    if (channel == null) {
                        next.fail(
                                Trouble.PASSING,
                                "no connection to "
                                        + address.getAuthority()
                                        + ": "
                                        + Dialer.reason(refused));
                    }
                });
        thread.loop()
                .schedule(
                        () -> {
                            if (!next.isLive()) {
                                next.fail(
                                        Trouble.PASSING,
                                        "not connected, authorised and subscribed within "
                                                + settings.requestTimeout().toMillis()
                                                + " ms");
                            }
                        },
                        settings.requestTimeout().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void install(ChannelPipeline pipeline, URI address, StreamLink next) {
        WebSocketClientProtocolConfig config =
                WebSocketClientProtocolConfig.newBuilder()
                        .webSocketUri(address)
                        .version(WebSocketVersion.V13)
                        .allowExtensions(false)
                        // What browsers send; servers refuse it where it is not their own.
                        .generateOriginHeader(false)
                        .customHeaders(headers())
                        .maxFramePayloadLength(settings.maxAnswerBytes())
                        .handshakeTimeoutMillis(settings.requestTimeout().toMillis())
                        .dropPongFrames(false)
                        .handleCloseFrames(false)
                        .sendCloseFrame(null)
                        .build();
        pipeline.addLast(
                new HttpClientCodec(),
                new HttpObjectAggregator(LONGEST_REFUSAL_BYTES),
                new WebSocketClientProtocolHandler(config),
                new WebSocketFrameAggregator(settings.maxAnswerBytes()),
                next);
    }

    private HttpHeaders headers() {
        HttpHeaders headers = new DefaultHttpHeaders().set("User-Agent", "openbell");
        return protocol.msgpack() ? headers.set("Content-Type", "application/msgpack") : headers;
    }

    /** Called by the link, on the stream's thread. */
    void live(StreamLink by, String missing) {
        if (by == link) {
            LOG.info("stream is up: stream=\"{}\", venue=\"{}\"", role, by.target());
            change(new StreamState(true, missing, Trouble.PASSING, clock.instant()));
        }
    }

    /** Called by the link, on the stream's thread. */
    void heard(long nanos) {
        lastHeardNanos = nanos;
        heardAnything = true;
    }

    /** Called by the link, on the stream's thread, once. */
    void lost(StreamLink by, Trouble trouble, String reason) {
        if (by != link) {
            return;
        }
        link = null;
        Target again = target;
        if (again == null) {
            return;
        }
        if (by.liveNanos() > PROVEN.toNanos()) {
            delay.reset();
        }
        Duration pause = delay.next(trouble, again.builtIn());
        String detail = redact.apply(reason).replaceAll("\\p{Cntrl}", " ");
        report(by, detail, pause);
        retry =
                thread.loop()
                        .schedule(() -> connect(again), pause.toMillis(), TimeUnit.MILLISECONDS);
        change(new StreamState(false, detail, trouble, clock.instant()));
    }

    private void report(StreamLink by, String detail, Duration pause) {
        if (by.isLive() || !detail.equals(state.detail())) {
            LOG.warn(
                    "stream is down: stream=\"{}\", venue=\"{}\", reason=\"{}\", nextAttemptMillis={}",
                    role,
                    by.target(),
                    detail,
                    pause.toMillis());
        } else {
            LOG.debug("still down: stream=\"{}\", nextAttemptMillis={}", role, pause.toMillis());
        }
    }

    private void change(StreamState next) {
        state = next;
        protocol.changed(next);
    }

    /** Leaves the venue for good; the thread goes on. */
    @Override
    public void close() {
        aim(null, "closed");
    }
}
