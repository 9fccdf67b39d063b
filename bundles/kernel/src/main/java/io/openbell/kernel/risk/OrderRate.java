package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;
import java.time.Duration;
import java.time.Instant;

/**
 * Row 26: orders within a minute, of the symbol and in all, and requests of any kind, of which some are kept for cancels.
 * Reductions may be twice as many orders, so that entries cannot use up the way out, and a loop of exits still ends; the
 * budget of requests binds them too.
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
        PaceView pace = proposal.view().pace();
        int ofSymbol = pace.ordersSince(proposal.symbol(), since);
        int mostOfSymbol = proposal.limits().maxOrdersPerMinutePerSymbol() * allowance;
        if (ofSymbol >= mostOfSymbol) {
            return Verdict.deny(
                    DenyReason.RATE_SYMBOL,
                    "symbol=%s lastMinute=%d max=%d",
                    proposal.symbol(),
                    ofSymbol,
                    mostOfSymbol);
        }
        int all = pace.ordersSince(since);
        int most = proposal.limits().maxOrdersPerMinute() * allowance;
        if (all >= most) {
            return Verdict.deny(DenyReason.RATE_GLOBAL, "lastMinute=%d max=%d", all, most);
        }
        int requests = pace.requestsSince(since);
        PaceLimits limits = proposal.limits().pace();
        int budget = limits.maxRequestsPerMinute() - limits.reservedForCancels();
        return requests >= budget
                ? Verdict.deny(
                        DenyReason.REQUEST_BUDGET,
                        "requestsLastMinute=%d max=%d reservedForCancels=%d",
                        requests,
                        budget,
                        limits.reservedForCancels())
                : Verdict.pass(
                        "ofSymbol=%d max=%d lastMinute=%d max=%d requests=%d max=%d",
                        ofSymbol, mostOfSymbol, all, most, requests, budget);
    }
}
