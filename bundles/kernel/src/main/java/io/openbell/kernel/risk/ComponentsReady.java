package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;
import java.util.List;

/** Row 5: every component that trading needs is ready. Reductions pass: the exit stays open while something is down. */
record ComponentsReady() implements RiskCheck {

    @Override
    public int row() {
        return 5;
    }

    @Override
    public Verdict check(Proposal proposal) {
        List<String> missing =
                proposal.view()
                        .readiness()
                        .map(readiness -> readiness.missing())
                        .orElse(List.of("unknown"));
        return missing.isEmpty() || proposal.reduces()
                ? Verdict.pass("missing=%s reduces=%s", missing, proposal.reduces())
                : Verdict.deny(
                        DenyReason.COMPONENT_NOT_READY, "missing=%s", String.join(",", missing));
    }
}
