package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.SymbolFrozen;
import java.util.List;

/** Row 31: no breaker and no protection has frozen the symbol. What only makes a position smaller passes. */
record SymbolNotFrozen() implements RiskCheck {

    @Override
    public int row() {
        return 31;
    }

    @Override
    public Verdict check(Proposal proposal) {
        List<SymbolFrozen> frozen = proposal.view().freezes(proposal.symbol(), proposal.now());
        if (frozen.isEmpty() || proposal.reduces()) {
            return Verdict.pass("frozenBy=%d reduces=%s", frozen.size(), proposal.reduces());
        }
        SymbolFrozen first = frozen.get(0);
        return Verdict.deny(
                DenyReason.SYMBOL_FROZEN,
                "symbol=%s source=%s until=%s reason=%s",
                first.symbol(),
                first.source(),
                first.until(),
                first.reason());
    }
}
