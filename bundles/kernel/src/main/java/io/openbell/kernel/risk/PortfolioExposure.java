package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Money;
import java.util.Optional;

/**
 * Row 19: all positions together stay bounded, without and with their signs, even when everything fills. An order bounds the
 * net figure on its own side only, so that it may bring it back; one of several legs bounds both. What a strategy commits stays within its
 * capital, where it has one. Reductions pass.
 */
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
        Money other = proposal.isMultiLeg() ? exposure.shortest().negated() : net;
        Money mostNet = proposal.percentOfEquity(proposal.limits().maxNetPercent());
        if (net.max(other).exceeds(mostNet)) {
            return Verdict.deny(
                    DenyReason.MAX_NET_EXPOSURE,
                    "net=%s max=%s",
                    proposal.isBuy() ? net.max(other) : net.negated(),
                    mostNet);
        }
        String source = proposal.intent().source();
        Optional<Money> capital =
                proposal.view().capital().of(source, proposal.percentOfEquity(100));
        if (capital.isEmpty()) {
            return Verdict.pass(
                    "gross=%s max=%s net=%s max=%s", exposure.gross(), mostGross, net, mostNet);
        }
        Money committed = CommittedExposure.ofSource(proposal, source).gross();
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
