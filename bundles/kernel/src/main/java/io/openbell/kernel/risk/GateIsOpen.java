package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.EntriesSuspended;
import java.time.Instant;
import java.util.List;

/**
 * Row 1: trading is not stopped this moment, and a gate open for reductions only, by configuration or because a breaker or
 * a protection suspended entries, gets reductions only.
 */
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
                    proposal.committed().pending(proposal.symbol(), proposal.intent().side()),
                    proposal.intent().quantity());
        }
        List<EntriesSuspended> suspended = proposal.view().suspensions(proposal.now());
        if (!suspended.isEmpty() && !proposal.reduces()) {
            EntriesSuspended first = suspended.get(0);
            return Verdict.deny(
                    DenyReason.GATE_NOT_OPEN,
                    "state=REDUCE_ONLY source=%s until=%s reason=%s",
                    first.source(),
                    first.until().map(Instant::toString).orElse("it is over"),
                    first.reason());
        }
        return Verdict.pass("state=%s", proposal.limits().reduceOnly() ? "REDUCE_ONLY" : "ACTIVE");
    }
}
