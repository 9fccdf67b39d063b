package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Money;
import java.time.Instant;

/**
 * Row 27: a strategy that goes in and out of a symbol again and again is broken, or feeds somebody: round trips within an hour
 * are bounded. Below an equity that is configured, day trades are as well. Reductions pass.
 */
record RepeatedExecution() implements RiskCheck {

    @Override
    public int row() {
        return 27;
    }

    @Override
    public Verdict check(Proposal proposal) {
        if (proposal.reduces()) {
            return proposal.passAsReduction();
        }
        PaceLimits limits = proposal.limits().pace();
        Instant since = proposal.now().minus(PaceLimits.ROUND_TRIP_WINDOW);
        int most = 0;
        for (Claim claim : proposal.claims()) {
            int trips = proposal.view().pace().roundTripsSince(claim.symbol(), since);
            most = Math.max(most, trips);
            if (trips >= limits.maxRoundTripsPerHour()) {
                return Verdict.deny(
                        DenyReason.REPEATED_EXECUTION,
                        "symbol=%s roundTripsLastHour=%d max=%d",
                        claim.symbol(),
                        trips,
                        limits.maxRoundTripsPerHour());
            }
        }
        int dayTrades = proposal.view().pace().dayTrades(proposal.now());
        Money equity = proposal.percentOfEquity(100);
        if (limits.maxDayTrades() > 0
                && dayTrades >= limits.maxDayTrades()
                && limits.dayTradeEquity().exceeds(equity)) {
            return Verdict.deny(
                    DenyReason.REPEATED_EXECUTION,
                    "dayTrades=%d max=%d equity=%s min=%s",
                    dayTrades,
                    limits.maxDayTrades(),
                    equity,
                    limits.dayTradeEquity());
        }
        return Verdict.pass(
                "roundTripsLastHour=%d max=%d dayTrades=%d max=%s",
                most,
                limits.maxRoundTripsPerHour(),
                dayTrades,
                limits.maxDayTrades() > 0 ? limits.maxDayTrades() : "any");
    }
}
