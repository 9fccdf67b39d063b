package io.openbell.kernel.risk;

import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.Quote;
import io.openbell.api.risk.DenyReason;
import java.time.Duration;
import java.util.Optional;

/** Row 14: there is a quote, it is young, not from the future, and the stream it comes from is up. */
record QuoteFresh() implements RiskCheck {

    @Override
    public int row() {
        return 14;
    }

    @Override
    public Verdict check(Proposal proposal) {
        Optional<FeedStatus> feed = proposal.view().feed();
        if (feed.isPresent() && !feed.get().connected()) {
            return Verdict.deny(
                    DenyReason.QUOTE_STALE,
                    "stream=down since=%s detail=%s",
                    feed.get().at(),
                    feed.get().detail());
        }
        Optional<Quote> quote = proposal.view().quote(proposal.symbol());
        if (quote.isEmpty()) {
            return Verdict.deny(DenyReason.QUOTE_STALE, "quote=none symbol=%s", proposal.symbol());
        }
        Duration age = Duration.between(quote.get().at(), proposal.now());
        if (age.compareTo(proposal.limits().maxQuoteAge()) > 0) {
            return Verdict.deny(
                    DenyReason.QUOTE_STALE,
                    "ageMillis=%d max=%d",
                    age.toMillis(),
                    proposal.limits().maxQuoteAge().toMillis());
        }
        if (age.negated().compareTo(RiskLimits.MAX_QUOTE_AHEAD) > 0) {
            return Verdict.deny(
                    DenyReason.QUOTE_STALE,
                    "aheadMillis=%d max=%d",
                    age.negated().toMillis(),
                    RiskLimits.MAX_QUOTE_AHEAD.toMillis());
        }
        return Verdict.pass(
                "ageMillis=%d max=%d", age.toMillis(), proposal.limits().maxQuoteAge().toMillis());
    }
}
