package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.RiskDecision;
import java.util.Comparator;
import java.util.List;

/** The checks in the table's order; the first objection wins, and a check that fails to compute objects. */
public final class RiskPipeline {

    private final List<RiskCheck> checks;

    private RiskPipeline(List<RiskCheck> checks) {
        this.checks = checks.stream().sorted(Comparator.comparingInt(RiskCheck::row)).toList();
    }

    /** All checks. There is no other list outside tests. */
    public static RiskPipeline standard() {
        return of(
                List.of(
                        new GateIsOpen(),
                        new ModeMatches(),
                        new NotHalted(),
                        new Reconciled(),
                        new ComponentsReady(),
                        new SourceAllowed(),
                        new WellFormed(),
                        new InstrumentTradable(),
                        new SymbolAllowed(),
                        new TickAndLot(),
                        new OrderCombination(),
                        new SessionOpen(),
                        new SymbolTrading(),
                        new QuoteFresh(),
                        new QuoteSane(),
                        new PriceCollar(),
                        new OrderSize(),
                        new PositionSize(),
                        new PortfolioExposure(),
                        new Concentration(),
                        new BuyingPower(),
                        new ShortAllowed(),
                        new ReducesAsStated(),
                        new NotDuplicate(),
                        new NoSelfCross(),
                        new OrderRate(),
                        new RepeatedExecution(),
                        new OrderCount(),
                        new LossBounded(),
                        new VolumeShare(),
                        new SymbolNotFrozen(),
                        new AccountActive(),
                        new Conservation(),
                        new JournalWritable()));
    }

    static RiskPipeline of(List<RiskCheck> checks) {
        return new RiskPipeline(checks);
    }

    List<RiskCheck> checks() {
        return checks;
    }

    /** Decides, and changes nothing. */
    public RiskDecision review(Proposal proposal) {
        Proposal current = proposal;
        Verdict[] verdicts = new Verdict[checks.size()];
        for (int i = 0; i < verdicts.length; i++) {
            Verdict verdict = ask(checks.get(i), current);
            verdicts[i] = verdict;
            if (verdict instanceof Verdict.Denied denied) {
                return new RiskDecision.Denied(
                        proposal.original(),
                        denied.reason(),
                        denied.figures().toString(),
                        new Findings(checks, verdicts, i + 1));
            }
            if (verdict instanceof Verdict.Changed changed) {
                current = current.with(changed.intent());
            }
        }
        return new RiskDecision.Approved(
                current.intent(), new Findings(checks, verdicts, verdicts.length));
    }

    /** A figure that cannot be computed is no reason to trade. */
    private static Verdict ask(RiskCheck check, Proposal proposal) {
        try {
            return check.check(proposal);
        } catch (RuntimeException failure) {
            return Verdict.deny(
                    DenyReason.CHECK_FAILED,
                    "check=%s row=%d cause=%s",
                    check.name(),
                    check.row(),
                    failure);
        }
    }
}
