package io.openbell.alpacaclient.marketdata;

import io.openbell.alpacaclient.connection.LoopThread;
import io.openbell.alpacaclient.connection.Target;
import io.openbell.alpacaclient.stream.ConnectedVenue;
import io.openbell.alpacaclient.stream.StreamState;
import io.openbell.alpacaclient.stream.VenueStream;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.value.Symbol;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stream for each kind of instrument: shares from the start, others once somebody wants them. They share a thread and one
 * status, which is up when all of them are. Stream's thread only, except the status and the close.
 */
public final class MarketStreams implements AutoCloseable {

    private record Open(MarketDataProtocol protocol, VenueStream stream) {}

    private final ConnectedVenue client;
    private final LoopThread thread;
    private final MarketDataFanout fanout;
    private final Map<MarketKind, Open> open = new EnumMap<>(MarketKind.class);
    private final Map<MarketKind, StreamState> states = new EnumMap<>(MarketKind.class);
    private volatile FeedStatus status;
    private boolean closed;

    public MarketStreams(ConnectedVenue client, LoopThread thread, MarketDataFanout fanout) {
        this.client = client;
        this.thread = thread;
        this.fanout = fanout;
        this.status = new FeedStatus(false, "none", "starting", client.clock().instant());
        open(MarketKind.STOCKS);
    }

    /** All of them together. Any thread. */
    public FeedStatus status() {
        return status;
    }

    /** Every stream carries what its part of the listeners want. */
    public void want() {
        for (MarketKind kind : MarketKind.values()) {
            Set<Symbol> symbols = fanout.symbols(kind);
            Open present = find(kind);
            if (present == null && !symbols.isEmpty()) {
                present = open(kind);
            }
            if (present != null) {
                present.protocol().want(symbols);
            }
        }
    }

    private synchronized @Nullable Open find(MarketKind kind) {
        return open.get(kind);
    }

    private synchronized @Nullable Open open(MarketKind kind) {
        if (closed) {
            return null;
        }
        MarketDataProtocol protocol = new MarketDataProtocol(kind, client, fanout, this::changed);
        Open opened = new Open(protocol, client.openStream(kind.role(), thread, protocol));
        open.put(kind, opened);
        return opened;
    }

    private void changed(MarketKind kind, StreamState state) {
        states.put(kind, state);
        Target target = client.target();
        String source = target == null ? "none" : target.marketDataName();
        StringBuilder down = new StringBuilder();
        states.forEach(
                (each, its) -> {
                    if (!its.live()) {
                        down.append(down.isEmpty() ? "" : "; ");
                        down.append(each == MarketKind.STOCKS ? "" : each.role() + ": ");
                        down.append(its.detail());
                    }
                });
        FeedStatus next = new FeedStatus(down.isEmpty(), source, down.toString(), state.at());
        FeedStatus last = status;
        status = next;
        boolean same =
                last.connected() == next.connected()
                        && last.detail().equals(next.detail())
                        && last.source().equals(next.source());
        if (!same) {
            fanout.status(next);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        open.forEach((kind, each) -> client.closeStream(kind.role(), each.stream()));
    }
}
