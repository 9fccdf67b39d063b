package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.VolumeStated;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Optional;

/**
 * Row 30: one order is a small part of what is traded on an average day. Contracts go by their maximum of shares of what they
 * are written on. Reductions pass: what is held bounds them.
 */
record VolumeShare() implements RiskCheck {

    @Override
    public int row() {
        return 30;
    }

    @Override
    public Verdict check(Proposal proposal) {
        if (proposal.reduces()) {
            return proposal.passAsReduction();
        }
        double percent = proposal.limits().instruments().maxVolumePercent();
        for (Claim claim : proposal.claims()) {
            Symbol symbol = claim.symbol().underlying();
            Optional<Quantity> average = averageDaily(proposal.view(), symbol, proposal.now());
            if (average.isEmpty()) {
                return Verdict.deny(
                        DenyReason.ADV_PARTICIPATION,
                        "symbol=%s averageDailyVolume=unknown",
                        symbol);
            }
            Quantity shares = shares(claim);
            Quantity most = average.get().times(percent / 100);
            if (shares.exceeds(most)) {
                return Verdict.deny(
                        DenyReason.ADV_PARTICIPATION,
                        "symbol=%s shares=%s max=%s averageDailyVolume=%s",
                        symbol,
                        shares,
                        most,
                        average.get());
            }
        }
        return Verdict.pass(
                "quantity=%s maxPercentOfDailyVolume=%s", proposal.intent().quantity(), percent);
    }

    /** Of an average day; empty while it is not known. */
    static Optional<Quantity> averageDaily(RiskView view, Symbol underlying, Instant now) {
        return view.instruments().volume(underlying, now).map(VolumeStated::averageDaily);
    }

    /** The most shares that a claim may come to. */
    static Quantity shares(Claim claim) {
        return new Quantity(
                Math.multiplyExact(claim.quantity().raw(), OptionTerms.multiplier(claim.symbol())));
    }
}
