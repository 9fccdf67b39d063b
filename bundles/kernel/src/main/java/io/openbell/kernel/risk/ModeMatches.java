package io.openbell.kernel.risk;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.session.TradingMode;
import java.util.Optional;

/**
 * Row 2: limits, process and venue mean the same trading: the limits are this mode's, the account that answers is the one
 * our journal belongs to, and real money does not meet the built-in exchange.
 */
record ModeMatches() implements RiskCheck {

    @Override
    public int row() {
        return 2;
    }

    @Override
    public Verdict check(Proposal proposal) {
        RiskView view = proposal.view();
        if (view.mode() != proposal.limits().mode()) {
            return Verdict.deny(
                    DenyReason.MODE_MISMATCH,
                    "process=%s limits=%s",
                    view.mode().token(),
                    proposal.limits().mode().token());
        }
        Optional<String> answering = view.account().map(BrokerAccount::number);
        if (answering.isEmpty() || !answering.equals(view.adoptedAccount())) {
            return Verdict.deny(
                    DenyReason.MODE_MISMATCH,
                    "account=%s journal=%s",
                    answering.orElse("unknown"),
                    view.adoptedAccount().orElse("unknown"));
        }
        if (view.mode() == TradingMode.LIVE
                && view.venue().map(BrokerStatus::builtIn).orElse(true)) {
            return Verdict.deny(
                    DenyReason.MODE_MISMATCH,
                    "process=live venue=%s",
                    view.venue().map(BrokerStatus::venue).orElse("unknown"));
        }
        return Verdict.pass("mode=%s account=%s", view.mode().token(), answering.get());
    }
}
