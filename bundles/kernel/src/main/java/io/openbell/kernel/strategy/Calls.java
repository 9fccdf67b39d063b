package io.openbell.kernel.strategy;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.MarketEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Calls strategies, one at a time, and measures how long that takes. Single-threaded but for {@link #overran}. */
final class Calls {

    private record Overrun(StrategyHost host, long millis) {}

    private final LongSupplier stopwatch;
    private volatile @Nullable StrategyHost inCall;
    private volatile @Nullable Overrun overrun;

    /** Measures in nanoseconds since some moment; shown to people, decides nothing. */
    Calls(LongSupplier stopwatch) {
        this.stopwatch = stopwatch;
    }

    /** One callback; what the strategy said is added to the list unless it failed. */
    @Nullable CallFailure attempt(
            Instant now,
            Slot slot,
            @Nullable MarketEvent given,
            StrategyHost.Call call,
            List<TradingEvent> said) {
        StrategyHost host = slot.host;
        if (host == null) {
            return null;
        }
        long begun = stopwatch.getAsLong();
        inCall = host;
        Throwable thrown = host.call(now, given, call);
        inCall = null;
        slot.times.add(stopwatch.getAsLong() - begun);
        List<TradingEvent> words = host.said();
        Overrun late = overrun;
        if (thrown != null) {
            return new CallFailure("threw " + thrown, thrown);
        }
        if (late != null && late.host() == host) {
            overrun = null;
            String reason = "held up the trading loop for " + late.millis() + " ms";
            return new CallFailure(reason, new IllegalStateException(reason));
        }
        said.addAll(words);
        return null;
    }

    /** Any thread: the present call has taken that long, and fails when it returns. */
    void overran(long millis) {
        StrategyHost late = inCall;
        if (late != null) {
            overrun = new Overrun(late, millis);
        }
    }
}
