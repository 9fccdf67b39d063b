package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Money;

/** Row 19: all positions together stay bounded, without and with their signs, even when everything fills. Reductions pass. */
record PortfolioExposure() implements RiskCheck {

    @Override
    public int row() {
        return 19;
    }

    @Override
    public Verdict check(Proposal proposal) {
        if (proposal.reduces()) {
            return proposal.passAsReduction();
        }
        CommittedExposure exposure = CommittedExposure.with(proposal);
        Money mostGross = proposal.percentOfEquity(proposal.limits().maxGrossPercent());
        if (exposure.gross().exceeds(mostGross)) {
            return Verdict.deny(
                    DenyReason.MAX_GROSS_EXPOSURE, "gross=%s max=%s", exposure.gross(), mostGross);
        }
        Money net = proposal.isBuy() ? exposure.longest() : exposure.shortest().negated();
        Money mostNet = proposal.percentOfEquity(proposal.limits().maxNetPercent());
        return net.exceeds(mostNet)
                ? Verdict.deny(
                        DenyReason.MAX_NET_EXPOSURE,
                        "net=%s max=%s",
                        proposal.isBuy() ? net : net.negated(),
                        mostNet)
                : Verdict.pass(
                        "gross=%s max=%s net=%s max=%s", exposure.gross(), mostGross, net, mostNet);
    }
}
