package io.openbell.kernel.replay;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.breaker.BreakerLimits;
import io.openbell.kernel.protection.ProtectionRules;
import io.openbell.kernel.protection.ProtectiveStops;
import io.openbell.kernel.risk.CapitalShares;
import io.openbell.kernel.risk.RiskLimits;
import io.openbell.kernel.sizing.SizingRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What one who decides on the loop decides by, besides events: enough to make one that decides the same. */
public sealed interface DecisionBasis extends TradingEvent {

    /**
     * Of who turns wishes into orders.
     *
     * @param historySize closed orders that are remembered
     */
    record Orders(TradingMode mode, int historySize) implements DecisionBasis {}

    /** Of who keeps positions. */
    record Positions() implements DecisionBasis {}

    /**
     * Of the gate and the breakers.
     *
     * @param breakers            those of this mode
     * @param stopPolicy          what is done about positions without a stop
     * @param stopDistancePercent of the average price
     */
    record Gate(
            TradingMode mode,
            RiskLimits limits,
            CapitalShares capital,
            BreakerLimits breakers,
            ProtectionRules protections,
            ProtectiveStops.Policy stopPolicy,
            double stopDistancePercent)
            implements DecisionBasis {}

    /** Of who builds bars, in this order. */
    record Bars(List<Symbol> symbols, List<Duration> widths, Duration lateness)
            implements DecisionBasis {

        /** Keeps copies. */
        public Bars {
            symbols = List.copyOf(symbols);
            widths = List.copyOf(widths);
        }
    }

    /**
     * Of who runs strategies.
     *
     * @param start intents are named after it
     */
    record Strategies(Instant start, SizingRules sizing) implements DecisionBasis {}
}
