package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;

/** Row 3: no halt is latched. */
record NotHalted() implements RiskCheck {

    @Override
    public int row() {
        return 3;
    }

    @Override
    public Verdict check(Proposal proposal) {
        return proposal.view()
                .halt()
                .map(
                        halt ->
                                Verdict.deny(
                                        DenyReason.LATCHED_HALT,
                                        "source=%s reason=%s since=%s",
                                        halt.source(),
                                        halt.reason(),
                                        halt.at()))
                .orElseGet(() -> Verdict.pass("halt=none"));
    }
}
