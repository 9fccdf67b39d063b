package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;
import java.time.Duration;
import java.time.Instant;

/**
 * Row 26: orders within a minute, of the symbol and in all. Reductions may be twice as many, so that entries cannot use
 * up the way out, and a loop of exits still ends.
 */
record OrderRate() implements RiskCheck {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Override
    public int row() {
        return 26;
    }

    @Override
    public Verdict check(Proposal proposal) {
        int allowance = proposal.reduces() ? 2 : 1;
        Instant since = proposal.now().minus(MINUTE);
        int ofSymbol = proposal.view().ordersSince(proposal.symbol(), since);
        int mostOfSymbol = proposal.limits().maxOrdersPerMinutePerSymbol() * allowance;
        if (ofSymbol >= mostOfSymbol) {
            return Verdict.deny(
                    DenyReason.RATE_SYMBOL,
                    "symbol=%s lastMinute=%d max=%d",
                    proposal.symbol(),
                    ofSymbol,
                    mostOfSymbol);
        }
        int all = proposal.view().ordersSince(since);
        int most = proposal.limits().maxOrdersPerMinute() * allowance;
        return all >= most
                ? Verdict.deny(DenyReason.RATE_GLOBAL, "lastMinute=%d max=%d", all, most)
                : Verdict.pass(
                        "ofSymbol=%d max=%d lastMinute=%d max=%d",
                        ofSymbol, mostOfSymbol, all, most);
    }
}
