package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;

/** Row 6: whoever wishes is registered and enabled. */
record SourceAllowed() implements RiskCheck {

    @Override
    public int row() {
        return 6;
    }

    @Override
    public Verdict check(Proposal proposal) {
        String source = proposal.intent().source();
        return proposal.view().isAllowed(source)
                ? Verdict.pass("source=%s registered=true", source)
                : Verdict.deny(DenyReason.SOURCE_NOT_ALLOWED, "source=%s", source);
    }
}
