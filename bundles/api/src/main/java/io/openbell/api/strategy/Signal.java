package io.openbell.api.strategy;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.Origin;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An opinion about one symbol. The strategy engine weighs and sizes it.
 *
 * @param source     the strategy's name
 * @param strength   -1 (sure to fall) to 1 (sure to rise); 0 means: hold nothing
 * @param timeToLive how long the opinion is worth anything
 * @param reason     for people
 * @param origin     what the strategy had before it; empty where it is not known
 */
public record Signal(
        String source,
        Symbol symbol,
        double strength,
        Duration timeToLive,
        String reason,
        Instant at,
        Optional<Origin> origin)
        implements TradingEvent {

    /** Refuses strengths outside -1 to 1. */
    public Signal {
        if (!(strength >= -1 && strength <= 1)) {
            throw new IllegalArgumentException("strength must be within -1 and 1, was " + strength);
        }
    }

    /** An opinion of which nobody knows what it grew from. */
    public Signal(
            String source,
            Symbol symbol,
            double strength,
            Duration timeToLive,
            String reason,
            Instant at) {
        this(source, symbol, strength, timeToLive, reason, at, Optional.empty());
    }
}
