package io.openbell.kernel.risk;

import io.openbell.api.value.Money;
import io.openbell.api.value.Symbol;
import java.util.function.Predicate;

/**
 * What the portfolio is worth when everything that may still fill does, in the worst way for each figure.
 *
 * @param gross    sum over the symbols of the larger of: all buys fill, all sells fill; without signs
 * @param longest  longs minus shorts if only the buys fill
 * @param shortest longs minus shorts if only the sells fill
 */
record CommittedExposure(Money gross, Money longest, Money shortest) {

    /** Positions, open orders, and this wish. */
    static CommittedExposure with(Proposal proposal) {
        return of(proposal, symbol -> true);
    }

    /** The same of some symbols only. */
    static CommittedExposure of(Proposal proposal, Predicate<Symbol> included) {
        return with(proposal, SymbolExposures.of(proposal.view(), proposal.committed()), included);
    }

    /** The same of what this source holds and wishes for only. */
    static CommittedExposure ofSource(Proposal proposal, String source) {
        return with(
                proposal,
                SymbolExposures.ofSource(proposal.view(), proposal.committed(), source),
                symbol -> true);
    }

    private static CommittedExposure with(
            Proposal proposal, SymbolExposures exposures, Predicate<Symbol> included) {
        exposures.add(proposal.claims(), proposal::price);
        return exposures.total(included);
    }
}
