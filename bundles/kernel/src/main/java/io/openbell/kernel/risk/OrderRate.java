package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;
import java.time.Duration;
import java.time.Instant;

/**
 * Row 26: orders within a minute, of the symbol by this source, of the symbol, and in all, and requests of any kind, of which some are kept for cancels.
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
        PaceLimits limits = proposal.limits().pace();
        String source = proposal.intent().source();
        int ofSource = pace.ordersSince(proposal.symbol(), source, since);
        int mostOfSource = proposal.limits().maxOrdersPerMinutePerSymbol() * allowance;
        if (ofSource >= mostOfSource) {
            return Verdict.deny(
                    DenyReason.RATE_SYMBOL,
                    "symbol=%s source=%s lastMinute=%d max=%d",
                    proposal.symbol(),
                    source,
                    ofSource,
                    mostOfSource);
        }
        int ofSymbol = pace.ordersSince(proposal.symbol(), since);
        int mostOfSymbol = limits.maxOrdersOfSymbol() * allowance;
        if (ofSymbol >= mostOfSymbol) {
            return Verdict.deny(
                    DenyReason.RATE_SYMBOL,
                    "symbol=%s lastMinuteOfAllSources=%d max=%d",
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
        int budget = limits.maxRequestsPerMinute() - limits.reservedForCancels();
        return requests >= budget
                ? Verdict.deny(
                        DenyReason.REQUEST_BUDGET,
                        "requestsLastMinute=%d max=%d reservedForCancels=%d",
                        requests,
                        budget,
                        limits.reservedForCancels())
                : Verdict.pass(
                        "ofSource=%d max=%d ofSymbol=%d max=%d lastMinute=%d max=%d requests=%d max=%d",
                        ofSource,
                        mostOfSource,
                        ofSymbol,
                        mostOfSymbol,
                        all,
                        most,
                        requests,
                        budget);
    }
}
