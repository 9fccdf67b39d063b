package io.openbell.kernel.replay;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.TradingEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** A part of the kernel as a subscriber of a running loop. */
class HostedPart implements LoopSubscriber {

    private final Part part;
    private final DecisionBasis basis;
    private final Supplier<Instant> now;

    HostedPart(Part part, DecisionBasis basis, Supplier<Instant> now) {
        this.part = part;
        this.basis = basis;
        this.now = now;
    }

    @Override
    public Optional<TradingEvent> decidesBy() {
        return Optional.of(basis);
    }

    @Override
    public void onReplay(Instant at, Journaled event) {
        part.onReplay(at, event);
    }

    @Override
    public void onReplayed() {
        part.onReplayed(now.get());
    }

    @Override
    public void onEvent(long sequence, Instant at, TradingEvent event) {
        part.onEvent(at, event);
    }
}
