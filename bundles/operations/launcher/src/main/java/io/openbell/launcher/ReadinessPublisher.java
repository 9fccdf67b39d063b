package io.openbell.launcher;

import io.openbell.api.component.Readiness;
import io.openbell.api.engine.TradingLoop;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the trading loop which trading-critical components are not ready: when that changes, when there is another loop, and
 * every ten seconds. On the Supervisor's thread.
 */
final class ReadinessPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(ReadinessPublisher.class);
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Supplier<@Nullable TradingLoop> loops;
    private final InstantSource clock;
    private @Nullable TradingLoop toldLoop;
    private @Nullable List<String> told;
    private long toldAt;

    ReadinessPublisher(Supplier<@Nullable TradingLoop> loops, InstantSource clock) {
        this.loops = loops;
        this.clock = clock;
    }

    /** Tells if there is something to tell. */
    void publish(List<String> missing, long nowNanos) {
        TradingLoop loop = loops.get();
        if (loop == null) {
            toldLoop = null;
            return;
        }
        boolean sameLoop = loop == toldLoop;
        if (sameLoop && missing.equals(told) && nowNanos - toldAt < INTERVAL_NANOS) {
            return;
        }
        try {
            loop.publishFirst(new Readiness(missing, clock.instant()));
            toldLoop = loop;
            told = missing;
            toldAt = nowNanos;
        } catch (IllegalStateException stopped) {
            LOG.debug("the loop takes no readiness any more", stopped);
        }
    }
}
