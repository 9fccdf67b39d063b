package io.openbell.launcher;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.LimitsInForce;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kept here because the launcher outlives every component and every other bundle. */
final class RememberedLimits implements LimitsInForce {

    private volatile @Nullable TradingEvent latest;

    @Override
    public Optional<TradingEvent> latest() {
        return Optional.ofNullable(latest);
    }

    @Override
    public void hold(TradingEvent basis) {
        latest = basis;
    }
}
