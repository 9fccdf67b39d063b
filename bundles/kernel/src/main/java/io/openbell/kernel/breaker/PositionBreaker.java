package io.openbell.kernel.breaker;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.view.RiskBoard;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Positions that are not the venue's: every limit is computed from wrong figures. The position-manager, which compares them,
 * halts by itself; here it only shows.
 */
final class PositionBreaker implements Breaker {

    private static final String COMPARES = "position-manager";

    private String disagreement = "";

    @Override
    public String name() {
        return "position-mismatch";
    }

    @Override
    public void onEvent(Instant now, TradingEvent event, Consumer<TradingEvent> out) {
        if (event instanceof HaltTrading halt && halt.source().equals(COMPARES)) {
            disagreement = halt.reason();
        } else if (event instanceof ResumeTrading) {
            disagreement = "";
        }
    }

    @Override
    public List<RiskBoard.Line> lines(Instant now) {
        boolean tripped = !disagreement.isEmpty();
        return List.of(
                Lines.of(name(), "", tripped ? 1 : 0, 0, "differences", tripped, disagreement));
    }
}
