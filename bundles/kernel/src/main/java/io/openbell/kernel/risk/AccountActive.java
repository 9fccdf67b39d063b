package io.openbell.kernel.risk;

import io.openbell.api.broker.AccountRights;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.AssetClass;
import java.util.Optional;

/** Row 32: the venue says that the account may trade, and that it may trade what is wished for. Exits wait as well. */
record AccountActive() implements RiskCheck {

    private static final int COVERED = 1;
    private static final int LONG = 2;
    private static final int SPREADS = 3;

    @Override
    public int row() {
        return 32;
    }

    @Override
    public Verdict check(Proposal proposal) {
        Optional<BrokerAccount> stated = proposal.view().account();
        if (stated.isEmpty()) {
            return Verdict.deny(DenyReason.ACCOUNT_BLOCKED, "account=not stated yet");
        }
        BrokerAccount account = stated.get();
        AccountRights rights = account.rights();
        boolean blocked =
                rights.tradingBlocked() || rights.accountBlocked() || rights.suspendedByUser();
        if (!account.active() || blocked) {
            return Verdict.deny(
                    DenyReason.ACCOUNT_BLOCKED,
                    "active=%s tradingBlocked=%s accountBlocked=%s suspended=%s detail=%s",
                    account.active(),
                    rights.tradingBlocked(),
                    rights.accountBlocked(),
                    rights.suspendedByUser(),
                    account.blockedReason());
        }
        int needed = neededLevel(proposal);
        return rights.optionsTradingLevel() < needed
                ? Verdict.deny(
                        DenyReason.ACCOUNT_BLOCKED,
                        "optionsLevel=%d min=%d",
                        rights.optionsTradingLevel(),
                        needed)
                : Verdict.pass(
                        "active=true optionsLevel=%d min=%d", rights.optionsTradingLevel(), needed);
    }

    /** 0 without options, 1 to sell what is covered or close, 2 to buy, 3 for several legs. */
    private static int neededLevel(Proposal proposal) {
        if (proposal.isMultiLeg()) {
            return SPREADS;
        }
        if (proposal.symbol().assetClass() != AssetClass.US_OPTION) {
            return 0;
        }
        return proposal.isBuy() && !proposal.reduces() ? LONG : COVERED;
    }
}
