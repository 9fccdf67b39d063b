package io.openbell.kernel.replay;

import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.market.Trade;
import io.openbell.kernel.bar.BarBuilders;
import java.time.Instant;
import java.util.function.Consumer;

/** Bars from trades. */
final class BarsPart implements Part {

    private final BarBuilders bars;

    BarsPart(DecisionBasis.Bars basis, Consumer<TradingEvent> out) {
        bars = new BarBuilders(basis.symbols(), basis.widths(), basis.lateness(), out::accept);
    }

    @Override
    public int stage() {
        return 3;
    }

    @Override
    public void onEvent(Instant now, TradingEvent event) {
        if (event instanceof Trade trade) {
            bars.onTrade(trade);
        } else if (event instanceof TimerTick) {
            bars.advanceTo(now);
        }
    }

    /** What it passes on besides, the feed's state, is not its own. */
    @Override
    public boolean decides(TradingEvent event) {
        return event instanceof Bar;
    }
}
