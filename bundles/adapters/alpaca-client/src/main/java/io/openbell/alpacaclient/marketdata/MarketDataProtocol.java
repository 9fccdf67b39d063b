package io.openbell.alpacaclient.marketdata;

import io.openbell.alpacaclient.connection.MarketHours;
import io.openbell.alpacaclient.connection.Target;
import io.openbell.alpacaclient.connection.Trouble;
import io.openbell.alpacaclient.decode.Confirmation;
import io.openbell.alpacaclient.decode.FrameReader;
import io.openbell.alpacaclient.decode.JsonFrameReader;
import io.openbell.alpacaclient.decode.MsgpackFrameReader;
import io.openbell.alpacaclient.decode.SymbolTable;
import io.openbell.alpacaclient.stream.ConnectedVenue;
import io.openbell.alpacaclient.stream.StreamLink;
import io.openbell.alpacaclient.stream.StreamProtocol;
import io.openbell.alpacaclient.stream.StreamRequest;
import io.openbell.alpacaclient.stream.StreamState;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Symbol;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alpaca's market data stream of one kind: greeting, authentication, subscription, data. Stream's thread only. */
public final class MarketDataProtocol implements StreamProtocol, FrameReader.Sink {

    private static final Logger LOG = LoggerFactory.getLogger(MarketDataProtocol.class);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final Duration LONGEST_WAY = Duration.ofMinutes(1);
    private static final int MOST_WRONG_CONFIRMATIONS = 3;

    private final MarketKind kind;
    private final InstantSource clock;
    private final MarketHours hours;
    private final MarketDataFanout fanout;
    private final BiConsumer<MarketKind, StreamState> states;
    private final boolean msgpack;
    private final MarketHandshake handshake;
    private final FrameReader reader;
    private final Repeats repeats = new Repeats();
    private final Set<Symbol> wanted = new TreeSet<>();
    private SymbolTable table = new SymbolTable(wanted);
    private @Nullable StreamLink link;
    private boolean authenticated;
    private byte[] frame = new byte[0];
    private int frameLength;
    private int unconfirmed;
    private int wrongConfirmations;
    private boolean live;
    private Instant lastDataAt = Instant.EPOCH;
    private @Nullable Instant gapFrom;
    private long unreadable;
    private long repeated;
    private long reportedUnreadableNanos = System.nanoTime() - QUIET_NANOS;

    /** States are told before a gap is. */
    MarketDataProtocol(
            MarketKind kind,
            ConnectedVenue client,
            MarketDataFanout fanout,
            BiConsumer<MarketKind, StreamState> states) {
        this.kind = kind;
        this.clock = client.clock();
        this.hours = client.hours();
        this.fanout = fanout;
        this.states = states;
        this.msgpack = kind.msgpackOnly() || client.settings().feeds().msgpack();
        this.handshake = new MarketHandshake(msgpack);
        this.reader = msgpack ? new MsgpackFrameReader() : new JsonFrameReader();
    }

    /** From now on the stream carries exactly these. */
    void want(Set<Symbol> symbols) {
        Set<Symbol> added = new TreeSet<>(symbols);
        added.removeAll(wanted);
        Set<Symbol> removed = new TreeSet<>(wanted);
        removed.removeAll(symbols);
        wanted.removeAll(removed);
        wanted.addAll(added);
        table = new SymbolTable(wanted);
        StreamLink present = link;
        if (present == null || !authenticated) {
            return;
        }
        if (!added.isEmpty()) {
            ask(present, message("subscribe", added));
        }
        if (!removed.isEmpty()) {
            ask(present, message("unsubscribe", removed));
        }
    }

    @Override
    public URI address(Target target) {
        return kind.address(target);
    }

    @Override
    public boolean msgpack() {
        return msgpack;
    }

    @Override
    public void opened(StreamLink opened) {
        link = opened;
        authenticated = false;
        unconfirmed = 0;
        wrongConfirmations = 0;
    }

    @Override
    public void received(StreamLink from, byte[] message, int length) throws IOException {
        frame = message;
        frameLength = length;
        reader.read(message, length, table, this);
    }

    @Override
    public void event(MarketEvent event) {
        StreamLink present = link;
        if (present == null || !present.heardData()) {
            // The rest of a frame after which the connection was given up lies in the gap.
            return;
        }
        lastDataAt = earlier(clock.instant(), event.at());
        if (event instanceof Trade trade && !repeats.isNew(trade)) {
            repeated++;
            LOG.debug("a trade came again: symbol={}, soFar={}", trade.symbol(), repeated);
        } else {
            fanout.event(event);
        }
    }

    /**
     * By the venue's own time, because what is lost next may be older than the moment at which the last message came in. Not
     * where that is long past: a recording, or a delayed feed.
     */
    private static Instant earlier(Instant received, Instant stated) {
        boolean onTheWay = stated.isBefore(received) && stated.isAfter(received.minus(LONGEST_WAY));
        return onTheWay ? stated : received;
    }

    @Override
    public void control(String type, String message, int code) throws IOException {
        StreamLink present = link;
        if (present == null) {
            return;
        }
        switch (handshake.control(present, type, message, code)) {
            case AUTHENTICATED -> {
                authenticated = true;
                if (wanted.isEmpty()) {
                    present.nowLive();
                } else {
                    ask(present, message("subscribe", wanted));
                }
            }
            case SUBSCRIBED -> confirmed(present);
            case NONE -> {
                // Said already.
            }
        }
    }

    /** Each request is answered by one confirmation, which lists everything that the stream carries by then. */
    private void ask(StreamLink present, StreamRequest request) {
        unconfirmed++;
        handshake.send(present, request);
    }

    /** Live once it carries what is wanted. If it does not, it is asked again, and given up when that does not help. */
    private void confirmed(StreamLink present) throws IOException {
        unconfirmed = Math.max(0, unconfirmed - 1);
        if (unconfirmed > 0) {
            return;
        }
        Set<String> symbols = new TreeSet<>();
        wanted.forEach(symbol -> symbols.add(symbol.ticker()));
        Confirmation confirmation = Confirmation.of(frame, frameLength, msgpack);
        Map<String, Set<String>> missing = confirmation.missing(kind.channels(), symbols);
        Map<String, Set<String>> extra = confirmation.extra(kind.channels(), symbols);
        if (missing.isEmpty() && extra.isEmpty()) {
            wrongConfirmations = 0;
            present.nowLive();
            return;
        }
        String difference = "missing=" + missing + ", extra=" + extra;
        if (++wrongConfirmations >= MOST_WRONG_CONFIRMATIONS) {
            present.fail(
                    Trouble.PASSING,
                    "the venue confirms another subscription than was asked for: " + difference);
            return;
        }
        LOG.warn(
                "the venue confirmed another subscription than was asked for, asking again:"
                        + " stream=\"{}\", {}",
                kind.role(),
                difference);
        missing.forEach(
                (channel, which) -> ask(present, StreamRequest.of("subscribe", channel, which)));
        extra.forEach(
                (channel, which) -> ask(present, StreamRequest.of("unsubscribe", channel, which)));
    }

    @Override
    public void unreadable(String why) {
        unreadable++;
        long now = System.nanoTime();
        if (now - reportedUnreadableNanos >= QUIET_NANOS) {
            reportedUnreadableNanos = now;
            LOG.warn("market data without sense, passed over: {}, soFar={}", why, unreadable);
        }
    }

    @Override
    public boolean probe(StreamLink present) {
        if (wanted.isEmpty()) {
            // Without a subscription silence is what is expected, and the pings tell that the venue
            // is there.
            return false;
        }
        ask(present, message("subscribe", wanted));
        return true;
    }

    @Override
    public boolean expectsData() {
        return !wanted.isEmpty() && (kind == MarketKind.CRYPTO || hours.isOpen());
    }

    @Override
    public void changed(StreamState state) {
        if (state.live()) {
            live = true;
            lastDataAt = state.at();
            states.accept(kind, state);
            Instant from = gapFrom;
            if (from != null && !wanted.isEmpty()) {
                fanout.gap(new MarketDataGap(from, state.at(), wanted));
            }
            gapFrom = null;
        } else {
            if (live) {
                gapFrom = lastDataAt;
            }
            live = false;
            authenticated = false;
            link = null;
            states.accept(kind, state);
        }
    }

    private StreamRequest message(String action, Collection<Symbol> symbols) {
        return StreamRequest.of(
                action, kind.channels(), symbols.stream().sorted().map(Symbol::ticker).toList());
    }
}
