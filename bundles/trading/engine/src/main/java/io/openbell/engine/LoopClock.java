package io.openbell.engine;

import io.openbell.api.session.TradingClock;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The time to trade by. Either that of a source (the system's clock), or that of the market events themselves, for
 * replays at full speed: then it stands at 1970 until the first event, never goes back, and rests while nothing comes in.
 */
public final class LoopClock implements TradingClock {

    private final @Nullable InstantSource source;
    private volatile Instant latest = Instant.EPOCH;

    private LoopClock(@Nullable InstantSource source) {
        this.source = source;
    }

    /** The system's time, which goes on when somebody puts that back. */
    public static LoopClock system() {
        return new LoopClock(new SteadyClock(Clock.systemUTC(), System::nanoTime));
    }

    /** The time of that source. */
    public static LoopClock of(InstantSource source) {
        return new LoopClock(source);
    }

    /** The time of the market events that the loop takes in. */
    public static LoopClock ofEvents() {
        return new LoopClock(null);
    }

    @Override
    public boolean isEventTime() {
        return source == null;
    }

    /** Moves an event clock forward; an earlier time changes nothing. On the loop only. */
    void advanceTo(Instant at) {
        if (at.isAfter(latest)) {
            latest = at;
        }
    }

    @Override
    public Instant instant() {
        return source == null ? latest : source.instant();
    }
}
