package io.openbell.alpacaclient.marketdata;

import io.openbell.api.component.Heartbeat;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.MarketDataListener;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.value.Symbol;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands market data to the listeners. Stream's thread only, except {@link Member#close}. */
public final class MarketDataFanout {

    private static final Logger LOG = LoggerFactory.getLogger(MarketDataFanout.class);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Heartbeat heart;
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private long reportedNanos = System.nanoTime() - QUIET_NANOS;
    private long errors;

    /** Rests while a listener works: that may wait for room on the loop, or ask the history for a gap. */
    public MarketDataFanout(Heartbeat heart) {
        this.heart = heart;
    }

    /** One listener and what it wants. */
    public static final class Member {
        private final Set<Symbol> symbols;
        private final MarketDataListener listener;
        private volatile boolean closed;

        public Member(Set<Symbol> symbols, MarketDataListener listener) {
            this.symbols = Set.copyOf(symbols);
            this.listener = listener;
        }

        /** Nothing new is delivered from now on; a call that has begun may still run. */
        public void close() {
            closed = true;
        }
    }

    public void add(Member member, FeedStatus present) {
        members.add(member);
        tell(member, listener -> listener.onStatus(present));
    }

    public void remove(Member member) {
        members.remove(member);
    }

    /** What all of them want of that kind. */
    Set<Symbol> symbols(MarketKind kind) {
        Set<Symbol> all = new HashSet<>();
        for (Member member : members) {
            member.symbols.stream()
                    .filter(symbol -> MarketKind.of(symbol) == kind)
                    .forEach(all::add);
        }
        return all;
    }

    void event(MarketEvent event) {
        for (Member member : members) {
            if (member.symbols.contains(event.symbol())) {
                tell(member, listener -> listener.onMarketEvent(event));
            }
        }
    }

    void status(FeedStatus status) {
        members.forEach(member -> tell(member, listener -> listener.onStatus(status)));
    }

    void gap(MarketDataGap gap) {
        for (Member member : members) {
            Set<Symbol> concerned = new HashSet<>(gap.symbols());
            concerned.retainAll(member.symbols);
            if (!concerned.isEmpty()) {
                MarketDataGap its = new MarketDataGap(gap.from(), gap.to(), concerned);
                tell(member, listener -> listener.onGap(its));
            }
        }
    }

    private void tell(Member member, Consumer<MarketDataListener> call) {
        if (member.closed) {
            return;
        }
        heart.rest();
        try {
            call.accept(member.listener);
        } catch (RuntimeException thrown) {
            errors++;
            long now = System.nanoTime();
            if (now - reportedNanos >= QUIET_NANOS) {
                reportedNanos = now;
                LOG.error("a market data listener failed: errorsSoFar={}", errors, thrown);
            }
        } finally {
            heart.beat();
        }
    }
}
