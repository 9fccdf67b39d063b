package io.openbell.kernel.risk;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Money;

/**
 * Row 21: the account is open for trading and its buying power, less what orders younger than its last statement take,
 * pays for what the order opens. What closes a position costs nothing.
 */
record BuyingPower() implements RiskCheck {

    @Override
    public int row() {
        return 21;
    }

    @Override
    public Verdict check(Proposal proposal) {
        Money cost = proposal.cost();
        if (cost.isZero()) {
            return Verdict.pass("cost=0.00 quantity=%s", proposal.intent().quantity());
        }
        BrokerAccount account =
                proposal.view()
                        .account()
                        .orElseThrow(() -> new IllegalStateException("account not known"));
        if (!account.active()) {
            return Verdict.deny(
                    DenyReason.BUYING_POWER, "account=blocked detail=%s", account.blockedReason());
        }
        Money available = account.buyingPower().minus(proposal.view().reserved());
        return cost.exceeds(available)
                ? Verdict.deny(
                        DenyReason.BUYING_POWER,
                        "cost=%s available=%s reserved=%s",
                        cost,
                        available,
                        proposal.view().reserved())
                : Verdict.pass(
                        "cost=%s available=%s reserved=%s",
                        cost, available, proposal.view().reserved());
    }
}
