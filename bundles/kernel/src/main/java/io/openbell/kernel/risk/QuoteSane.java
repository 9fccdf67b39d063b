package io.openbell.kernel.risk;

import io.openbell.api.market.Quote;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Price;
import io.openbell.api.value.Symbol;

/** Row 15: bid and ask of everything that is traded are there, not crossed, and not too far apart. */
record QuoteSane() implements RiskCheck {

    @Override
    public int row() {
        return 15;
    }

    @Override
    public Verdict check(Proposal proposal) {
        Verdict verdict = Verdict.pass("symbols=0");
        for (Claim claim : proposal.claims()) {
            verdict = check(proposal, claim.symbol());
            if (verdict instanceof Verdict.Denied) {
                return verdict;
            }
        }
        return verdict;
    }

    /** The widest spread in percent of the middle. */
    static double mostPercent(RiskLimits limits, Symbol symbol) {
        return OptionTerms.multiplier(symbol) > 1
                ? limits.options().maxSpreadPercent()
                : limits.maxSpreadPercent();
    }

    private static Verdict check(Proposal proposal, Symbol symbol) {
        Quote quote = proposal.quote(symbol);
        if (!quote.isSane()) {
            return Verdict.deny(DenyReason.QUOTE_INSANE, "bid=%s ask=%s", quote.bid(), quote.ask());
        }
        Price widest = quote.mid().times(mostPercent(proposal.limits(), symbol) / 100);
        return quote.spread().exceeds(widest)
                ? Verdict.deny(
                        DenyReason.QUOTE_INSANE,
                        "bid=%s ask=%s spread=%s max=%s",
                        quote.bid(),
                        quote.ask(),
                        quote.spread(),
                        widest)
                : Verdict.pass(
                        "bid=%s ask=%s spread=%s max=%s",
                        quote.bid(), quote.ask(), quote.spread(), widest);
    }
}
