package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;

/** Row 22: nothing is sold beyond what is held, unless short sales are on. */
record ShortAllowed() implements RiskCheck {

    @Override
    public int row() {
        return 22;
    }

    @Override
    public Verdict check(Proposal proposal) {
        if (proposal.isBuy() || proposal.limits().allowShort() || proposal.opening().isZero()) {
            return Verdict.pass(
                    "side=%s opens=%s shorts=%s",
                    proposal.intent().side(),
                    proposal.opening(),
                    proposal.limits().allowShort() ? "on" : "off");
        }
        return Verdict.deny(
                DenyReason.SHORT_NOT_ALLOWED,
                "quantity=%s position=%s pending=%s",
                proposal.intent().quantity(),
                proposal.view().position(proposal.symbol()),
                proposal.pending(proposal.intent().side()));
    }
}
