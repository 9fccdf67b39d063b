package io.openbell.kernel.replay;

import io.openbell.api.value.Symbol;
import io.openbell.kernel.risk.RiskLimits;
import io.openbell.kernel.sizing.SizingRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a session decided by, besides its inputs.
 *
 * @param start     of the session; intents are named after it
 * @param limits    the gate's, of one mode
 * @param sizing    how opinions become sizes
 * @param symbols   of which bars are built
 * @param barWidths of the bars
 */
public record CoreSettings(
        Instant start,
        RiskLimits limits,
        SizingRules sizing,
        List<Symbol> symbols,
        List<Duration> barWidths) {

    /** Keeps copies. */
    public CoreSettings {
        symbols = List.copyOf(symbols);
        barWidths = List.copyOf(barWidths);
    }
}
