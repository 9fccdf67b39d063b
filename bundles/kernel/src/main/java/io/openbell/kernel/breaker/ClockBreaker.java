package io.openbell.kernel.breaker;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.view.RiskBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** No entries while our clock is not the venue's: ages of quotes and ends of sessions would be wrong. */
final class ClockBreaker implements Breaker {

    private final Duration max;
    private final Condition skewed = new Condition("clock-skew");
    private double offsetMillis = Double.NaN;

    ClockBreaker(Duration max) {
        this.max = max;
    }

    @Override
    public String name() {
        return "clock-skew";
    }

    @Override
    public void onEvent(Instant now, TradingEvent event, Consumer<TradingEvent> out) {
        if (event instanceof SessionsStated stated) {
            Duration offset = stated.venueAhead().abs();
            offsetMillis = offset.toNanos() / 1e6;
            boolean beyond = offset.compareTo(max) > 0;
            skewed.set(
                    now,
                    beyond
                            ? "offsetMillis=%d max=%d"
                                    .formatted(stated.venueAhead().toMillis(), max.toMillis())
                            : "",
                    out);
        }
    }

    @Override
    public List<RiskBoard.Line> lines(Instant now) {
        return List.of(
                Lines.of(
                        name(),
                        "",
                        offsetMillis,
                        max.toMillis(),
                        "ms",
                        skewed.holds(),
                        skewed.reason()));
    }
}
