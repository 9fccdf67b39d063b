package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Money;
import java.util.Optional;

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
        if (net.exceeds(mostNet)) {
            return Verdict.deny(
                    DenyReason.MAX_NET_EXPOSURE,
                    "net=%s max=%s",
                    proposal.isBuy() ? net : net.negated(),
                    mostNet);
        }
        String source = proposal.intent().source();
        Optional<Money> capital =
                proposal.view().capital().of(source, proposal.percentOfEquity(100));
        if (capital.isEmpty()) {
            return Verdict.pass(
                    "gross=%s max=%s net=%s max=%s", exposure.gross(), mostGross, net, mostNet);
        }
        Money committed =
                new SourceExposure(proposal.view(), source, proposal.open())
                        .with(proposal.intent(), proposal.price())
                        .total();
        return committed.exceeds(capital.get())
                ? Verdict.deny(
                        DenyReason.STRATEGY_CAPITAL,
                        "source=%s committed=%s max=%s",
                        source,
                        committed,
                        capital.get())
                : Verdict.pass(
                        "gross=%s max=%s net=%s max=%s committed=%s max=%s",
                        exposure.gross(), mostGross, net, mostNet, committed, capital.get());
    }
}
