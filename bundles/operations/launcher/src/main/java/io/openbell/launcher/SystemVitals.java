package io.openbell.launcher;

import io.openbell.api.component.Supervision;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.OrderSweep;
import io.openbell.api.view.RiskBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Whether loop, journal and gate have gone on since the look before. Asks whoever is there at this moment, which waits where
 * that one is just being started or stopped. One thread.
 */
final class SystemVitals implements HeartbeatFile.Vitals {

    /** The gate states itself every second of the market's time; that may come in bursts. */
    private static final long GATE_NANOS = Duration.ofSeconds(10).toNanos();

    private final BundleContext context;
    private final LongSupplier nanoTime;
    private long dispatched = -1;
    private Instant gateAt = Instant.EPOCH;
    private long gateNanos;
    private boolean swept;
    private String account = "";

    SystemVitals(BundleContext context, LongSupplier nanoTime) {
        this.context = context;
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean haveGoneOn() {
        boolean latched = ask(HaltLatch.class, HaltLatch::isLatched, false);
        lookAtTheHalt();
        // Each is looked at, whatever the others say: a change is counted from the look before.
        boolean loop = loopHasGoneOn();
        boolean gate = gateHasGoneOn();
        boolean journal = ask(OrderJournal.class, OrderJournal::isWritable, false);
        boolean open = ask(Supervision.class, Supervision::sessionOpen, false);
        // Nothing leaves where no session is open, and nothing but cancels where it is halted.
        return loop && (latched || !open || (gate && journal));
    }

    private boolean loopHasGoneOn() {
        long before = dispatched;
        dispatched = ask(TradingLoop.class, loop -> loop.statistics().dispatched(), -1L);
        return dispatched >= 0 && dispatched != before;
    }

    private boolean gateHasGoneOn() {
        long now = nanoTime.getAsLong();
        Instant at = ask(RiskBoard.class, board -> board.snapshot().at(), Instant.EPOCH);
        if (!at.equals(gateAt)) {
            gateAt = at;
            gateNanos = now;
        }
        return !at.equals(Instant.EPOCH) && now - gateNanos < GATE_NANOS;
    }

    /** Whoever is gone has said what he had to say. */
    private void lookAtTheHalt() {
        boolean known = swept;
        swept =
                ask(
                        HaltLatch.class,
                        latch ->
                                latch.isLatched()
                                        && ask(OrderSweep.class, OrderSweep::isSwept, known),
                        known);
        account = ask(HaltLatch.class, HaltLatch::account, account);
    }

    @Override
    public String gate() {
        return ask(HaltLatch.class, HaltLatch::isLatched, false)
                ? "HALTED"
                : ask(RiskBoard.class, board -> board.snapshot().state().name(), "none");
    }

    @Override
    public boolean isSwept() {
        return swept;
    }

    @Override
    public String account() {
        return account;
    }

    private <S, T> T ask(Class<S> service, Function<S, T> question, T otherwise) {
        ServiceReference<S> reference = context.getServiceReference(service);
        @Nullable S found = reference == null ? null : context.getService(reference);
        if (found == null) {
            return otherwise;
        }
        try {
            return question.apply(found);
        } finally {
            context.ungetService(reference);
        }
    }
}
