package io.openbell.alpacaclient.connection;

import io.openbell.api.broker.MarketClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Whether the stock market is open by the venue's own clock, from its latest answer. Any thread. */
public final class MarketHours {

    private record Seen(MarketClock clock, long askedNanos, long nanos) {}

    private final InstantSource ours;
    private volatile @Nullable Seen seen;

    public MarketHours(InstantSource ours) {
        this.ours = ours;
    }

    /** The venue's answer to a question of that moment, on {@link System#nanoTime}. */
    public void seen(MarketClock clock, long askedNanos) {
        seen = new Seen(clock, askedNanos, System.nanoTime());
    }

    /** Another venue: nothing is known of it. */
    public void forget() {
        seen = null;
    }

    /** The venue's time; ours as long as it has not told. */
    Instant venueNow() {
        Seen last = seen;
        return last == null ? ours.instant() : now(last);
    }

    /** The venue's time is not later: all of the time its answer was awaited may have been the answer's way back. */
    public Instant venueNowAtMost() {
        Seen last = seen;
        return last == null
                ? ours.instant()
                : now(last).plusNanos(last.nanos() - last.askedNanos());
    }

    /** The venue has told. */
    public boolean isKnown() {
        return seen != null;
    }

    /** False as long as the venue has not told. */
    public boolean isOpen() {
        Seen last = seen;
        if (last == null) {
            return false;
        }
        Instant now = now(last);
        MarketClock clock = last.clock();
        return clock.open() ? now.isBefore(clock.nextClose()) : !now.isBefore(clock.nextOpen());
    }

    private static Instant now(Seen last) {
        return last.clock().now().plus(Duration.ofNanos(System.nanoTime() - last.nanos()));
    }
}
