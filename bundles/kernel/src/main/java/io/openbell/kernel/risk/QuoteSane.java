package io.openbell.kernel.risk;

import io.openbell.api.market.Quote;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Price;

/** Row 15: bid and ask are there, not crossed, and not too far apart. */
record QuoteSane() implements RiskCheck {

    @Override
    public int row() {
        return 15;
    }

    @Override
    public Verdict check(Proposal proposal) {
        Quote quote = proposal.quote();
        if (!quote.isSane()) {
            return Verdict.deny(DenyReason.QUOTE_INSANE, "bid=%s ask=%s", quote.bid(), quote.ask());
        }
        Price widest = quote.mid().times(proposal.limits().maxSpreadPercent() / 100);
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
