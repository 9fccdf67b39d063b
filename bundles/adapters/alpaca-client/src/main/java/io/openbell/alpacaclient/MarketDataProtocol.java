package io.openbell.alpacaclient;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.session.Credentials;
import io.openbell.api.value.Symbol;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alpaca's market data stream: greeting, authentication, subscription, data. Stream's thread only. */
final class MarketDataProtocol implements StreamProtocol, MarketMessageReader.Sink {

    private static final Logger LOG = LoggerFactory.getLogger(MarketDataProtocol.class);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final InstantSource clock;
    private final MarketDataFanout fanout;
    private final MarketMessageReader reader = new MarketMessageReader();
    private final Map<String, Symbol> wanted = new HashMap<>();
    private @Nullable StreamLink link;
    private boolean authenticated;
    private boolean live;
    private Instant lastMessageAt = Instant.EPOCH;
    private @Nullable Instant gapFrom;
    private long unreadable;
    private long reportedUnreadableNanos = System.nanoTime() - QUIET_NANOS;

    MarketDataProtocol(InstantSource clock, MarketDataFanout fanout) {
        this.clock = clock;
        this.fanout = fanout;
    }

    /** From now on the stream carries exactly these. */
    void want(Set<Symbol> symbols) {
        Set<Symbol> added = new TreeSet<>(symbols);
        added.removeAll(wanted.values());
        Set<Symbol> removed = new TreeSet<>(wanted.values());
        removed.removeAll(symbols);
        removed.forEach(symbol -> wanted.remove(symbol.ticker()));
        added.forEach(symbol -> wanted.put(symbol.ticker(), symbol));
        StreamLink present = link;
        if (present == null || !authenticated) {
            return;
        }
        if (!added.isEmpty()) {
            present.send(message("subscribe", added));
        }
        if (!removed.isEmpty()) {
            present.send(message("unsubscribe", removed));
        }
    }

    @Override
    public URI address(Target target) {
        return target.marketData();
    }

    @Override
    public void opened(StreamLink opened) {
        link = opened;
        authenticated = false;
    }

    @Override
    public void received(StreamLink from, byte[] json, int length) throws IOException {
        lastMessageAt = clock.instant();
        reader.read(json, length, wanted, this);
    }

    @Override
    public void event(MarketEvent event) {
        fanout.event(event);
    }

    @Override
    public void control(String type, String message, int code) throws IOException {
        StreamLink present = link;
        if (present == null) {
            return;
        }
        if (type.equals("error")) {
            refused(present, code, message);
        } else if (type.equals("subscription")) {
            present.nowLive();
        } else if (message.equals("connected")) {
            Credentials credentials = present.target().credentials();
            present.send(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("action", "auth")
                            .put("key", credentials.keyId())
                            .put("secret", credentials.secret())
                            .toString());
        } else if (message.equals("authenticated")) {
            authenticated = true;
            if (wanted.isEmpty()) {
                present.nowLive();
            } else {
                present.send(message("subscribe", wanted.values()));
            }
        }
    }

    private static void refused(StreamLink present, int code, String message) {
        Target target = present.target();
        String reason = "the venue says " + code + " " + message;
        switch (code) {
            case 402 ->
                    present.fail(Trouble.CREDENTIALS, reason + ": " + target.credentialsRemedy());
            case 405 ->
                    present.fail(
                            Trouble.PLAN,
                            reason + ": subscribe to fewer symbols (Alpaca's free plan has 30)");
            case 409, 411 ->
                    present.fail(
                            Trouble.PLAN,
                            reason
                                    + ": set feed=iex in openbell.alpaca-client.cfg, or take a plan"
                                    + " that includes this feed");
            case 406 ->
                    present.fail(
                            Trouble.CONNECTION_LIMIT,
                            reason + ": another connection with this key is open");
            default -> present.fail(Trouble.PASSING, reason);
        }
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
    public void probe(StreamLink present) {
        if (wanted.isEmpty()) {
            // Without a subscription silence is what is expected, and the pings tell that the venue
            // is there.
            return;
        }
        present.send(message("subscribe", wanted.values()));
    }

    @Override
    public void changed(StreamState state) {
        if (state.live()) {
            live = true;
            fanout.status(state);
            Instant from = gapFrom;
            if (from != null && !wanted.isEmpty()) {
                fanout.gap(new MarketDataGap(from, state.at()));
            }
            gapFrom = null;
        } else {
            if (live) {
                gapFrom = lastMessageAt;
            }
            live = false;
            authenticated = false;
            link = null;
            fanout.status(state);
        }
    }

    private static String message(String action, Collection<Symbol> symbols) {
        String list =
                symbols.stream()
                        .sorted()
                        .map(symbol -> "\"" + symbol + "\"")
                        .collect(Collectors.joining(",", "[", "]"));
        return "{\"action\":\"" + action + "\",\"trades\":" + list + ",\"quotes\":" + list + "}";
    }
}
