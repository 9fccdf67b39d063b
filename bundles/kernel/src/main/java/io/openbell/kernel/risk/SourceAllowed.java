package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;

/**
 * Row 6: whoever wishes is registered and enabled. The stop that protects what a source holds is not wished for by that
 * source, and stays possible when it has crashed or was stopped; what is named like one and was not announced by the protection is not.
 * So does what a person closes of it by hand.
 */
record SourceAllowed() implements RiskCheck {

    @Override
    public int row() {
        return 6;
    }

    @Override
    public Verdict check(Proposal proposal) {
        String source = proposal.intent().source();
        boolean protects = proposal.view().isProtective(proposal.intent().id());
        if (protects && proposal.reduces()) {
            return Verdict.pass("source=%s protects=%s", source, proposal.intent().quantity());
        }
        if (proposal.intent().id().isByHand() && proposal.reduces()) {
            return Verdict.pass("source=%s closedByHand=%s", source, proposal.intent().quantity());
        }
        return proposal.view().isAllowed(source)
                ? Verdict.pass("source=%s registered=true", source)
                : Verdict.deny(DenyReason.SOURCE_NOT_ALLOWED, "source=%s", source);
    }
}
