package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;

/** Row 1: trading is not stopped this moment, and a gate open for reductions only gets reductions only. */
record GateIsOpen() implements RiskCheck {

    @Override
    public int row() {
        return 1;
    }

    @Override
    public Verdict check(Proposal proposal) {
        if (!proposal.view().stall().isEmpty()) {
            return Verdict.deny(
                    DenyReason.GATE_NOT_OPEN, "state=HALTED reason=%s", proposal.view().stall());
        }
        if (proposal.limits().reduceOnly() && !proposal.reduces()) {
            return Verdict.deny(
                    DenyReason.GATE_NOT_OPEN,
                    "state=REDUCE_ONLY position=%s pending=%s quantity=%s",
                    proposal.view().position(proposal.symbol()),
                    proposal.pending(proposal.intent().side()),
                    proposal.intent().quantity());
        }
        return Verdict.pass();
    }
}
