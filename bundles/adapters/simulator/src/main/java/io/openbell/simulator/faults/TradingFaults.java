package io.openbell.simulator.faults;

import io.openbell.simulator.trading.Interference;
import io.openbell.simulator.trading.VenueOrder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Faults of the trading itself: what is found, canceled, allowed. */
public final class TradingFaults implements Interference {

    private static final Occasion ACCOUNT = Occasion.stream("/v2/account", "");

    private final Faults faults;
    private final InstantSource clock;
    private final Map<String, Instant> hiddenUntil = new HashMap<>();

    /** Disturbs nothing until faults are armed. */
    public TradingFaults(Faults faults, InstantSource systemClock) {
        this.faults = faults;
        this.clock = systemClock;
    }

    @Override
    public void afterAcceptance(VenueOrder order) {
        faults.strike(FaultKind.LATE_VISIBILITY, occasion(order))
                .ifPresent(
                        plan ->
                                hiddenUntil.put(
                                        order.id(), clock.instant().plusMillis(plan.millis())));
    }

    @Override
    public boolean isVisible(VenueOrder order) {
        if (hiddenUntil.isEmpty()) {
            return true;
        }
        Instant now = clock.instant();
        hiddenUntil.values().removeIf(until -> !until.isAfter(now));
        return !hiddenUntil.containsKey(order.id());
    }

    @Override
    public CancelFate onCancel(VenueOrder order) {
        if (faults.strike(FaultKind.CANCEL_REJECTED, occasion(order)).isPresent()) {
            return CancelFate.REJECTED;
        }
        return faults.strike(FaultKind.CANCEL_UNANSWERED, occasion(order)).isPresent()
                ? CancelFate.UNANSWERED
                : CancelFate.DONE;
    }

    @Override
    public boolean isAccountBlocked() {
        return faults.lasting(FaultKind.ACCOUNT_BLOCKED, ACCOUNT).isPresent();
    }

    @Override
    public boolean isHalted(String symbol) {
        return faults.lasting(FaultKind.HALTED_SYMBOL, Occasion.order(symbol)).isPresent();
    }

    private static Occasion occasion(VenueOrder order) {
        return Occasion.order(order.ticket().symbol());
    }
}
