package io.openbell.marketdatacollector;

import io.openbell.api.market.MarketEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The latest ticks of the stream, so that what is asked for after a gap is not taken twice: neither what had come before it,
 * nor what comes by the stream again. Feed's thread only.
 */
final class RecentTicks {

    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private final @Nullable MarketEvent[] ring;
    private int next;
    private final Set<MarketEvent> recovered = new HashSet<>();
    private Instant forgetAt = Instant.MIN;

    RecentTicks(int remembered) {
        ring = new MarketEvent[remembered];
    }

    /** False if it was recovered a moment ago. */
    boolean isNew(MarketEvent tick, Instant now) {
        if (!recovered.isEmpty()) {
            if (now.isAfter(forgetAt)) {
                recovered.clear();
            } else if (recovered.contains(tick)) {
                return false;
            }
        }
        ring[next] = tick;
        next = (next + 1) % ring.length;
        return true;
    }

    /** Leaves out of these what the stream has brought, and what was recovered a moment ago. */
    void removeSeen(Collection<? extends MarketEvent> ticks, Instant gapFrom) {
        Set<MarketEvent> seen = new HashSet<>(recovered);
        for (MarketEvent tick : ring) {
            if (tick != null) {
                seen.add(tick);
            }
        }
        Instant cameUntil = cameUntil(gapFrom);
        ticks.removeIf(tick -> seen.contains(tick) || tick.at().isBefore(cameUntil));
    }

    /** What is older than all that is remembered had come as well, unless it was in the gap while other streams went on. */
    private Instant cameUntil(Instant gapFrom) {
        MarketEvent oldest = ring[next];
        if (oldest == null) {
            return Instant.MIN;
        }
        return oldest.at().isBefore(gapFrom) ? oldest.at() : gapFrom;
    }

    /** The stream may bring these again. */
    void recovered(Collection<? extends MarketEvent> ticks, Instant now) {
        recovered.addAll(ticks);
        forgetAt = now.plus(OVERLAP);
    }

    @Override
    public String toString() {
        return Arrays.stream(ring).filter(tick -> tick != null).count() + " ticks remembered";
    }
}
