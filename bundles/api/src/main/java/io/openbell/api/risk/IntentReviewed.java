package io.openbell.api.risk;

import io.openbell.api.engine.Explanation;
import io.openbell.api.market.Quote;
import io.openbell.api.order.IntentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the gate was asked and what each check compared. Journaled behind the order or the denial that came of it.
 *
 * @param approved the intent became an order
 * @param quote    the latest quote of its symbol at that moment, whatever its age; empty if there was none
 * @param checks   in the order of asking; empty when it was decided before any check was asked
 * @param at       the loop's time of the decision, UTC
 */
public record IntentReviewed(
        IntentId intentId,
        boolean approved,
        Optional<Quote> quote,
        List<CheckResult> checks,
        Instant at)
        implements Explanation {

    private static final int LONGEST_FIGURES = 300;

    /** Keeps a copy, and shortens figures that are longer than a journal should keep. */
    public IntentReviewed {
        checks = checks.stream().map(IntentReviewed::shortened).toList();
    }

    private static CheckResult shortened(CheckResult check) {
        String figures = check.figures();
        return figures.length() <= LONGEST_FIGURES
                ? check
                : new CheckResult(
                        check.row(),
                        check.check(),
                        check.passed(),
                        figures.substring(0, LONGEST_FIGURES - 3) + "...");
    }
}
