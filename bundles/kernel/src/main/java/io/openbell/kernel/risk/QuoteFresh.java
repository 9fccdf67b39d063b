package io.openbell.kernel.risk;

import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.Quote;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Row 14: there is a quote of everything that is traded, it was the market a moment ago by the stream or by the venue's
 * snapshot, whichever is fresher, it is not from the future, and the stream is up.
 */
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
        Verdict verdict = Verdict.pass("symbols=0");
        for (Claim claim : proposal.claims()) {
            verdict = check(proposal, claim.symbol());
            if (verdict instanceof Verdict.Denied) {
                return verdict;
            }
        }
        return verdict;
    }

    private static Verdict check(Proposal proposal, Symbol symbol) {
        Optional<Quote> quote = proposal.view().market().quote(symbol);
        Optional<Instant> seenAt = proposal.view().market().quoteSeenAt(symbol);
        if (quote.isEmpty() || seenAt.isEmpty()) {
            return Verdict.deny(DenyReason.QUOTE_STALE, "quote=none symbol=%s", symbol);
        }
        Instant venueNow = venueNow(proposal.view(), proposal.now());
        Duration most = proposal.limits().maxQuoteAge();
        Duration age = Duration.between(seenAt.get(), venueNow);
        if (age.compareTo(most) > 0) {
            return Verdict.deny(
                    DenyReason.QUOTE_STALE, "ageMillis=%d max=%d", age.toMillis(), most.toMillis());
        }
        Instant latest = quote.get().at().isAfter(seenAt.get()) ? quote.get().at() : seenAt.get();
        Duration ahead = Duration.between(venueNow, latest);
        return ahead.compareTo(RiskLimits.MAX_QUOTE_AHEAD) > 0
                ? Verdict.deny(
                        DenyReason.QUOTE_STALE,
                        "aheadMillis=%d max=%d",
                        ahead.toMillis(),
                        RiskLimits.MAX_QUOTE_AHEAD.toMillis())
                : Verdict.pass("ageMillis=%d max=%d", age.toMillis(), most.toMillis());
    }

    /** Quotes carry the venue's time: while ours is not that, their age is judged by the venue's, or nobody could close. */
    static Instant venueNow(RiskView view, Instant now) {
        return now.plus(
                view.instruments()
                        .sessions(now)
                        .map(SessionsStated::venueAhead)
                        .orElse(Duration.ZERO));
    }
}
