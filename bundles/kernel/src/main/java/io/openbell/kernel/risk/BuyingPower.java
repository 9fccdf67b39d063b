package io.openbell.kernel.risk;

import io.openbell.api.broker.AccountFigures;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.order.Order;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Money;

/**
 * Row 21: the account's buying power, less what orders younger than its last statement take, pays for what the order opens; for
 * coins and contracts the venue states powers of their own. A replacement needs only what it takes beyond the order it
 * replaces.
 */
record BuyingPower() implements RiskCheck {

    @Override
    public int row() {
        return 21;
    }

    @Override
    public Verdict check(Proposal proposal) {
        Money cost = additional(proposal);
        if (cost.isZero()) {
            return Verdict.pass("cost=0.00 quantity=%s", proposal.intent().quantity());
        }
        BrokerAccount account =
                proposal.view()
                        .account()
                        .orElseThrow(() -> new IllegalStateException("account not known"));
        Money reserved = proposal.view().reserved();
        Money available = power(account, kind(proposal)).minus(reserved);
        return cost.exceeds(available)
                ? Verdict.deny(
                        DenyReason.BUYING_POWER,
                        "cost=%s available=%s reserved=%s",
                        cost,
                        available,
                        reserved)
                : Verdict.pass("cost=%s available=%s reserved=%s", cost, available, reserved);
    }

    /** What it takes beyond the order that it replaces. */
    static Money additional(Proposal proposal) {
        Money before = proposal.replaced().map(order -> costOf(proposal, order)).orElse(Money.ZERO);
        return Cost.of(proposal).minus(before).max(Money.ZERO);
    }

    private static Money costOf(Proposal proposal, Order replaced) {
        return Cost.of(proposal.with(replaced.intent().sized(replaced.unfilled())));
    }

    private static AssetClass kind(Proposal proposal) {
        return proposal.isMultiLeg() ? AssetClass.US_OPTION : proposal.symbol().assetClass();
    }

    /** What the account can pay for instruments of this kind. */
    static Money power(BrokerAccount account, AssetClass kind) {
        AccountFigures figures = account.figures();
        if (figures.equals(AccountFigures.UNSTATED)) {
            return account.buyingPower();
        }
        return switch (kind) {
            case US_OPTION -> account.buyingPower().min(figures.optionsBuyingPower());
            case CRYPTO -> account.buyingPower().min(figures.nonMarginableBuyingPower());
            default -> account.buyingPower();
        };
    }
}
