package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Symbol;

/**
 * Row 9: the symbol is not on the deny list, and on the allow list where there is one; contracts go by what they are written
 * on. Reductions pass: what is held must be allowed to go.
 */
record SymbolAllowed() implements RiskCheck {

    @Override
    public int row() {
        return 9;
    }

    @Override
    public Verdict check(Proposal proposal) {
        if (proposal.reduces()) {
            return proposal.passAsReduction();
        }
        InstrumentLimits limits = proposal.limits().instruments();
        for (Claim claim : proposal.claims()) {
            Symbol symbol = claim.symbol();
            Symbol underlying = symbol.underlying();
            if (limits.denied().contains(symbol) || limits.denied().contains(underlying)) {
                return Verdict.deny(DenyReason.SYMBOL_RESTRICTED, "symbol=%s list=denied", symbol);
            }
            boolean allowed =
                    limits.allowed().contains(symbol) || limits.allowed().contains(underlying);
            if (limits.allowList() && !allowed) {
                return Verdict.deny(
                        DenyReason.SYMBOL_RESTRICTED,
                        "symbol=%s list=not among the %d allowed",
                        symbol,
                        limits.allowed().size());
            }
        }
        return Verdict.pass(
                "symbol=%s denied=%d allowed=%s",
                proposal.symbol(),
                limits.denied().size(),
                limits.allowList() ? limits.allowed().size() : "any");
    }
}
