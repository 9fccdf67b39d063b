package io.openbell.kernel.risk;

import io.openbell.api.market.PriceBand;
import io.openbell.api.market.Quote;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Price;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Row 13: the exchange has not halted the instrument, or let it go on and a quote came since. No entry while the market
 * stands at a price band, and none beyond one: there the next thing is a halt. No entry either after an interruption of the
 * stream, which may have swallowed a halt, until a trade shows that there is none.
 */
record SymbolTrading() implements RiskCheck {

    /** Bands are stated anew every half minute; an old one binds nobody. */
    private static final Duration BAND_HOLDS = Duration.ofMinutes(5);

    @Override
    public int row() {
        return 13;
    }

    @Override
    public Verdict check(Proposal proposal) {
        for (Claim claim : proposal.claims()) {
            Verdict verdict = check(proposal, claim);
            if (verdict instanceof Verdict.Denied) {
                return verdict;
            }
        }
        return Verdict.pass("symbol=%s halted=false", proposal.symbol());
    }

    private static Verdict check(Proposal proposal, Claim claim) {
        Symbol symbol = claim.symbol();
        MarketView market = proposal.view().market();
        Optional<String> halt = market.halt(symbol).or(() -> market.halt(symbol.underlying()));
        if (halt.isPresent()) {
            return Verdict.deny(
                    DenyReason.SYMBOL_HALTED, "symbol=%s status=%s", symbol, halt.get());
        }
        Optional<Instant> unknown =
                market.haltUnknownSince(symbol)
                        .or(() -> market.haltUnknownSince(symbol.underlying()));
        if (unknown.isPresent() && !proposal.reduces()) {
            return Verdict.deny(
                    DenyReason.SYMBOL_HALTED,
                    "symbol=%s status=unknown, no trade since the stream's interruption at %s",
                    symbol,
                    unknown.get());
        }
        Optional<PriceBand> band =
                market.band(symbol)
                        .filter(latest -> latest.at().plus(BAND_HOLDS).isAfter(proposal.now()));
        Optional<Quote> quote = market.quote(symbol);
        if (band.isEmpty() || quote.isEmpty() || proposal.reduces()) {
            return Verdict.pass("symbol=%s halted=false", symbol);
        }
        Price lower = band.get().lower();
        Price upper = band.get().upper();
        boolean atBand =
                quote.get().bid().compareTo(upper) >= 0 || quote.get().ask().compareTo(lower) <= 0;
        boolean beyond =
                claim.price().isPositive()
                        && (claim.side() == Side.BUY
                                ? claim.price().exceeds(upper)
                                : lower.exceeds(claim.price()));
        return atBand || beyond
                ? Verdict.deny(
                        DenyReason.SYMBOL_HALTED,
                        "symbol=%s bid=%s ask=%s limit=%s band=%s to %s",
                        symbol,
                        quote.get().bid(),
                        quote.get().ask(),
                        claim.price(),
                        lower,
                        upper)
                : Verdict.pass("symbol=%s band=%s to %s", symbol, lower, upper);
    }
}
