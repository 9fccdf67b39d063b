package io.openbell.testkit;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.LimitsInForce;
import java.util.Optional;

/** Remembers what it was told last. */
public final class FakeLimitsInForce implements LimitsInForce {

    private Optional<TradingEvent> latest = Optional.empty();

    @Override
    public Optional<TradingEvent> latest() {
        return latest;
    }

    @Override
    public void hold(TradingEvent basis) {
        latest = Optional.of(basis);
    }
}
