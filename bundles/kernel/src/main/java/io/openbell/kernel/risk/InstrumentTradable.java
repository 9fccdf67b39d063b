package io.openbell.kernel.risk;

import io.openbell.api.broker.Asset;
import io.openbell.api.broker.OptionContract;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.util.Optional;

/**
 * Row 8: the venue told within a day what the instrument is, and it is of a kind that may be traded, and tradable. Reductions
 * pass where only the kind is off: what is held must be allowed to go.
 */
record InstrumentTradable() implements RiskCheck {

    @Override
    public int row() {
        return 8;
    }

    @Override
    public Verdict check(Proposal proposal) {
        for (Claim claim : proposal.claims()) {
            Verdict verdict = check(proposal, claim.symbol());
            if (verdict instanceof Verdict.Denied) {
                return verdict;
            }
        }
        return Verdict.pass("instruments=%d known=all tradable=all", proposal.claims().size());
    }

    private static Verdict check(Proposal proposal, Symbol symbol) {
        Optional<InstrumentStated> stated =
                proposal.view().instruments().instrument(symbol, proposal.now());
        if (stated.isEmpty()) {
            return Verdict.deny(
                    DenyReason.SYMBOL_UNKNOWN,
                    "symbol=%s known=not in the last %d h",
                    symbol,
                    InstrumentLimits.MAX_FACT_AGE.toHours());
        }
        Optional<Asset> asset = stated.get().asset();
        Optional<OptionContract> contract = stated.get().contract();
        if (asset.isEmpty() && contract.isEmpty()) {
            return Verdict.deny(
                    DenyReason.SYMBOL_UNKNOWN, "symbol=%s known=not at the venue", symbol);
        }
        boolean tradable =
                asset.map(Asset::tradable)
                        .orElseGet(() -> contract.map(OptionContract::tradable).orElse(false));
        if (!tradable) {
            return Verdict.deny(DenyReason.NOT_TRADABLE, "symbol=%s tradable=false", symbol);
        }
        AssetClass kind = asset.map(Asset::assetClass).orElse(AssetClass.US_OPTION);
        boolean allowed = proposal.limits().instruments().classes().contains(kind);
        if (!allowed && !proposal.reduces()) {
            return Verdict.deny(
                    DenyReason.NOT_TRADABLE,
                    "symbol=%s class=%s allowed=%s",
                    symbol,
                    kind,
                    proposal.limits().instruments().classes());
        }
        Quantity hundred = Quantity.of(OptionTerms.MULTIPLIER);
        if (contract.isPresent() && !contract.get().multiplier().equals(hundred)) {
            return Verdict.deny(
                    DenyReason.NOT_TRADABLE,
                    "symbol=%s multiplier=%s allowed=%s",
                    symbol,
                    contract.get().multiplier(),
                    hundred);
        }
        return Verdict.pass("symbol=%s known=true", symbol);
    }
}
