package io.openbell.kernel.risk;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Money;

/**
 * Row 29: the day's loss, by the venue's statement or by our own books, whichever is more, and the loss since the highest
 * equity are bounded; the two agree. Beyond a bound only reductions pass. What cannot be computed denies. Latching a halt,
 * which stops reductions too until an operator resumes, is the breakers' part.
 */
record LossBounded() implements RiskCheck {

    @Override
    public int row() {
        return 29;
    }

    @Override
    public Verdict check(Proposal proposal) {
        LossLimits limits = proposal.limits().loss();
        LossView losses = proposal.view().losses();
        BrokerAccount account =
                proposal.view()
                        .account()
                        .orElseThrow(() -> new IllegalStateException("account not known"));
        if (!account.equity().isPositive() || !account.lastEquity().isPositive()) {
            return Verdict.deny(
                    DenyReason.DAILY_LOSS,
                    "equity=%s lastEquity=%s min=above 0",
                    account.equity(),
                    account.lastEquity());
        }
        Money apart = losses.disagreement();
        Money mostApart = proposal.percentOfEquity(limits.maxDisagreement());
        boolean exit = proposal.reduces();
        if (apart.exceeds(mostApart) && !exit) {
            return Verdict.deny(DenyReason.DAILY_LOSS, "equitiesApart=%s max=%s", apart, mostApart);
        }
        Money equity = account.equity().min(losses.ownEquity().orElse(account.equity()));
        Money loss = account.lastEquity().minus(equity);
        Money halts = account.lastEquity().times(limits.haltPercent() / 100);
        Money reduces = account.lastEquity().times(limits.reduceOnlyPercent() / 100);
        if (loss.compareTo(halts.min(reduces)) >= 0 && !exit) {
            return Verdict.deny(
                    DenyReason.DAILY_LOSS,
                    "loss=%s reduceOnlyFrom=%s haltFrom=%s",
                    loss,
                    reduces,
                    halts);
        }
        Money highest = losses.highestEquity().orElseThrow();
        Money drawdown = highest.minus(equity);
        Money mostDrawdown = highest.times(limits.maxDrawdownPercent() / 100);
        return drawdown.compareTo(mostDrawdown) >= 0 && !exit
                ? Verdict.deny(
                        DenyReason.DRAWDOWN,
                        "drawdown=%s max=%s highest=%s",
                        drawdown,
                        mostDrawdown,
                        highest)
                : Verdict.pass(
                        "loss=%s max=%s drawdown=%s max=%s equitiesApart=%s max=%s",
                        loss, reduces, drawdown, mostDrawdown, apart, mostApart);
    }
}
