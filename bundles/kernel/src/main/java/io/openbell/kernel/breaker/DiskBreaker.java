package io.openbell.kernel.breaker;

import io.openbell.api.component.DiskSpace;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.view.RiskBoard;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The journal needs the disk: no entries when it gets short, and a halt before it is full. */
final class DiskBreaker implements Breaker {

    private final long reduceMegabytes;
    private final long haltMegabytes;
    private final Condition shortOfSpace = new Condition("disk");
    private double freeMegabytes = Double.NaN;

    DiskBreaker(long reduceMegabytes, long haltMegabytes) {
        this.reduceMegabytes = reduceMegabytes;
        this.haltMegabytes = haltMegabytes;
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public void onEvent(Instant now, TradingEvent event, Consumer<TradingEvent> out) {
        if (!(event instanceof DiskSpace space)) {
            return;
        }
        freeMegabytes = space.freeMegabytes();
        shortOfSpace.set(
                now,
                space.freeMegabytes() < reduceMegabytes
                        ? "freeMegabytes=%d min=%d"
                                .formatted(space.freeMegabytes(), reduceMegabytes)
                        : "",
                out);
        if (space.freeMegabytes() < haltMegabytes) {
            out.accept(
                    new HaltTrading(
                            name(),
                            "freeMegabytes=%d min=%d"
                                    .formatted(space.freeMegabytes(), haltMegabytes),
                            now));
        }
    }

    @Override
    public List<RiskBoard.Line> lines(Instant now) {
        return List.of(
                Lines.atLeast(
                        name(),
                        freeMegabytes,
                        reduceMegabytes,
                        "MiB free",
                        shortOfSpace.holds(),
                        shortOfSpace.reason()));
    }
}
