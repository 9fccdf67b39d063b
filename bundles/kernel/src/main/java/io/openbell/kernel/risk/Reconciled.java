package io.openbell.kernel.risk;

import io.openbell.api.engine.Reconciliation;
import io.openbell.api.risk.DenyReason;

/** Row 4: our orders agree with the venue's. Reductions wait as well: without it nobody knows what is held. */
record Reconciled() implements RiskCheck {

    @Override
    public int row() {
        return 4;
    }

    @Override
    public Verdict check(Proposal proposal) {
        if (proposal.view().reconciliation().map(Reconciliation::reconciled).orElse(false)) {
            return Verdict.pass("reconciled=true");
        }
        return Verdict.deny(
                DenyReason.NOT_RECONCILED,
                "detail=%s",
                proposal.view()
                        .reconciliation()
                        .map(Reconciliation::detail)
                        .orElse("not compared with the venue yet"));
    }
}
