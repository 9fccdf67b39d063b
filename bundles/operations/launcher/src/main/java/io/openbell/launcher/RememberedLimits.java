package io.openbell.launcher;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.LimitsInForce;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Kept here because the launcher outlives every component and every other bundle. */
final class RememberedLimits implements LimitsInForce {

    private final AtomicReference<Optional<TradingEvent>> latest =
            new AtomicReference<>(Optional.empty());

    @Override
    public Optional<TradingEvent> latest() {
        return latest.get();
    }

    @Override
    public void hold(TradingEvent basis) {
        latest.set(Optional.of(basis));
    }
}
