package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Money;
import io.openbell.api.value.Symbol;
import java.util.Map;

/**
 * Row 20: what one strategy holds and wishes for stays a bounded part of the equity, and what is held of one sector, where
 * sectors are configured. Everything that may still fill counts. Reductions pass.
 */
record Concentration() implements RiskCheck {

    @Override
    public int row() {
        return 20;
    }

    @Override
    public Verdict check(Proposal proposal) {
        if (proposal.reduces()) {
            return proposal.passAsReduction();
        }
        InstrumentLimits limits = proposal.limits().instruments();
        String source = proposal.intent().source();
        Money ofSource = CommittedExposure.ofSource(proposal, source).gross();
        Money mostOfSource = proposal.percentOfEquity(limits.maxStrategyPercent());
        if (ofSource.exceeds(mostOfSource)) {
            return Verdict.deny(
                    DenyReason.CONCENTRATION,
                    "source=%s gross=%s max=%s",
                    source,
                    ofSource,
                    mostOfSource);
        }
        Money mostOfSector = proposal.percentOfEquity(limits.maxSectorPercent());
        for (Claim claim : proposal.claims()) {
            String sector = sector(limits.sectors(), claim.symbol());
            if (sector.isEmpty()) {
                continue;
            }
            Money ofSector =
                    CommittedExposure.of(
                                    proposal,
                                    symbol -> sector(limits.sectors(), symbol).equals(sector))
                            .gross();
            if (ofSector.exceeds(mostOfSector)) {
                return Verdict.deny(
                        DenyReason.CONCENTRATION,
                        "sector=%s gross=%s max=%s",
                        sector,
                        ofSector,
                        mostOfSector);
            }
        }
        return Verdict.pass(
                "source=%s gross=%s max=%s sectors=%d maxOfSector=%s",
                source, ofSource, mostOfSource, limits.sectors().size(), mostOfSector);
    }

    private static String sector(Map<Symbol, String> sectors, Symbol symbol) {
        return sectors.getOrDefault(symbol.underlying(), "");
    }
}
