package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;

/** Row 34: the journal takes the order, or it does not leave. */
record JournalWritable() implements RiskCheck {

    @Override
    public int row() {
        return 34;
    }

    @Override
    public Verdict check(Proposal proposal) {
        return proposal.journalWritable()
                ? Verdict.pass("journal=writable")
                : Verdict.deny(DenyReason.JOURNAL_UNAVAILABLE, "journal=not writable");
    }
}
