package io.openbell.kernel.strategy;

import io.openbell.api.view.StrategyStatus;
import io.openbell.api.view.StrategyStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The place of one strategy, by its name; outlives the instance in it. */
final class Slot {

    final String name;
    final String version;
    final StrategySettings settings;
    final @Nullable StrategyHost host;
    final CallTimes times = new CallTimes();
    State state;
    String reason;

    @Nullable Instant firstTradeAt;
    @Nullable Instant lastTradeAt;
    long events;
    long signals;
    long opportunities;
    long intents;

    Slot(
            String name,
            String version,
            StrategySettings settings,
            @Nullable StrategyHost host,
            State state,
            String reason) {
        this.name = name;
        this.version = version;
        this.settings = settings;
        this.host = host;
        this.state = state;
        this.reason = reason;
    }

    /** Gets events, whether or not what it says counts. */
    boolean isLive() {
        return host != null && host.isLive();
    }

    void traded(Instant now) {
        if (firstTradeAt == null) {
            firstTradeAt = now;
        }
        lastTradeAt = now;
    }

    /** For people: bars it waits for in vain. */
    List<String> barsMissing() {
        if (host == null || !host.isLive() || firstTradeAt == null || lastTradeAt == null) {
            return List.of();
        }
        return host.barsMissing(Duration.between(firstTradeAt, lastTradeAt)).stream()
                .map(width -> name + " waits for bars of " + width.toSeconds() + " s")
                .toList();
    }

    StrategyStatus status() {
        return new StrategyStatus(
                name,
                version,
                state,
                reason,
                settings.symbols(),
                settings.parameters(),
                events,
                signals,
                opportunities,
                intents,
                times.read());
    }
}
